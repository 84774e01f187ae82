"""Check a report: python3 check_report.py 2008-09-q3-seals.json, in the folder with the files that you downloaded."""

import json
import sys
from hashlib import sha256
from pathlib import Path

seals, before, faults = Path(sys.argv[1]), "0" * 64, []
for edition in json.loads(seals.read_text())["editions"]:
    files = {file["name"]: file["sha256"] for file in edition["files"]}
    data = next(files[name] for name in files if name.endswith(".json"))
    listed = sha256("".join(f"{files[name]}  {name}\n" for name in sorted(files)).encode()).hexdigest()
    before = sha256(f"{before}\n{data}\n{listed}\n".encode()).hexdigest()
    faults += [] if before == edition["chain"] else [f"The chain breaks at edition {edition['edition']}."]
    present = [name for name in files if (seals.parent / name).exists()]
    wrong = [
        name for name in present if sha256((seals.parent / name).read_bytes()).hexdigest() != files[name]
    ]
    faults += [f"{name} is not the file that was published." for name in wrong]
    print(
        f"Edition {edition['edition']}: {len(present) - len(wrong)} of {len(files)} files are here and as published."
    )
sys.exit("\n".join(faults) or print(f"All as published. Last link of the chain: {before}"))
