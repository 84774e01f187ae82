"""Where the files of papers lie, under names of our own, and how one is handed out."""

from __future__ import annotations

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse

from dorset_lsp.common.files import Checked
from partnerships.models import Paper


def keep(file: Checked) -> str:
    """Keep the bytes under a name that nobody chose, and say which. The ending is that of the file's kind."""
    name = f"papers/{uuid.uuid4().hex}.{file.kind.endings[0]}"
    return str(default_storage.save(name, ContentFile(file.content)))


def hand_out(paper: Paper) -> FileResponse:
    """The file, to be saved and never shown in the page's own origin. FileNotFoundError when the storage has lost it."""
    return hand_out_as(paper.path, paper.file_name, paper.media_type)


def hand_out_as(path: str, name: str, media_type: str) -> FileResponse:
    """The same for any file in the storage that is not for everybody."""
    answer = FileResponse(
        default_storage.open(path), as_attachment=True, filename=name, content_type=media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
