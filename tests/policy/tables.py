"""Tables of the policy, as text that an officer could read."""

from __future__ import annotations


def read(table: str, app: str = "") -> dict[tuple[str, str], str]:
    """{(permission, role): letters}. ``app`` is put before each permission, where the table leaves it out."""
    before = f"{app}." if app else ""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {
        (before + permission, role): "" if cell == "-" else cell
        for permission, *cells in rows
        for role, cell in zip(head[1:], cells, strict=True)
    }
