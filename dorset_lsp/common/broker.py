"""The broker of the demo: kombu's folder of files, with messages that appear whole.

Kombu opens a message's file under its final name and then writes it, so a reader that comes between the two finds
half a message and its worker stops. Here a message is written under another name first and then renamed.
"""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Kombu's channel, with another way to put a message down."""

    # Kombu's two classes above this one disagree about the names.
    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        """Write the message; its name sorts by time and ends as the reader expects: `<id>.<queue>.msg`."""
        name = f"{time.time_ns()}_{uuid.uuid4()}"
        folder = Path(self.data_folder_out)
        draft = folder / f"{name}.draft"
        draft.write_text(dumps(payload))
        draft.rename(folder / f"{name}.{queue}.msg")


class Transport(filesystem.Transport):
    """Given to Celery as `dorset_lsp.common.broker:Transport`."""

    Channel = Channel
