"""A secret key that is made once and then kept in a file."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The text of `path`; when there is no such file, make one that only its owner may read.

    Two processes that start together get the same secret: the first to name its finished file wins.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was faster; its secret counts
        finally:
            draft.unlink()
    return path.read_text()
