"""Who keeps an account when everything has been replayed."""

from __future__ import annotations

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import people


def close_accounts(folder: Folder, writer: Writer) -> None:
    """Close the accounts of those who do not sign in. The last step, because until then they acted."""
    for row in folder.tables["people"]:
        if row["signs_in"]:
            continue
        with writer.about(row.file, row.number):
            person = writer.find("people", row["email"])
            people.stop_signing_in(person=person, reason="The folder gives no account.", by=JOB, on=writer.on)
