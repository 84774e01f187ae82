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
    answer = FileResponse(
        default_storage.open(paper.path), as_attachment=True, filename=paper.file_name, content_type=paper.media_type
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
