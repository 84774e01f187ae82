"""The states of a folder that was uploaded, and the moves between them."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class FolderState(TextChoices):
    """A folder is checked as a whole, then loaded as a whole when somebody says so, or thrown away."""

    UPLOADED = "uploaded", "is being checked"
    CHECKED = "checked", "waits for your word"
    FAULTY = "faulty", "has faults"
    CONFIRMED = "confirmed", "is being loaded"
    APPLIED = "applied", "loaded"
    DISCARDED = "discarded", "thrown away"


FOLDER_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "find_sound": (frozenset({"uploaded"}), "checked"),
    "find_faulty": (frozenset({"uploaded", "confirmed"}), "faulty"),
    "confirm": (frozenset({"checked"}), "confirmed"),
    "apply": (frozenset({"confirmed"}), "applied"),
    "discard": (frozenset({"uploaded", "checked", "faulty"}), "discarded"),
}


class RetentionState(TextChoices):
    """A report of what will be removed stands for a while; then it is carried out, or somebody has stopped it."""

    STANDING = "standing", "stands"
    CARRIED_OUT = "removed", "carried out"
    STOPPED = "stopped", "stopped"


RETENTION_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "carry_out": (frozenset({"standing"}), "removed"),
    "stop": (frozenset({"standing"}), "stopped"),
}
