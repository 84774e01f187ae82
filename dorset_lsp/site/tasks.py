"""What workers do for the site: check a folder that was uploaded, and load it; make the pack of a meeting; work out pages.

Jobs work in pieces: a folder is tried or loaded in one transaction, and what came of it is noted with it or after it; a
pack's file is set and stored first, and one change at the end writes its row and tells whom it is for.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.today import today
from dorset_lsp.site import ahead
from dorset_lsp.site.changes import folder_uploads, packs
from dorset_lsp.site.enums import FolderState
from dorset_lsp.site.loading import FolderIsFaulty, Loaded, load
from dorset_lsp.site.loading.packed import unpack
from dorset_lsp.site.models import FolderUpload, Pack
from dorset_lsp.site.packs.paper import draw, store

JOB: Final = NamedJob("loading an uploaded folder")
PACKER: Final = NamedJob("making packs")
PIECES: Final = 2


class Progress(Protocol):
    """Notes how far the work has come."""

    def __call__(self, *, done: int, of: int) -> None: ...


@shared_task
def work_ahead() -> None:
    """Work out what people will be shown, if anything has changed. It writes nothing, so it needs no row of a job."""
    ahead.work_ahead(now=timezone.now())


def check_folder(*, upload: int, progress: Progress) -> None:
    """Read a folder and rehearse its loading; note what it would do, or every fault."""
    found = FolderUpload.objects.filter(pk=upload, state=FolderState.UPLOADED).first()
    if found is None:
        return
    try:
        loaded = _loaded(found, progress, dry_run=True)
    except FolderIsFaulty as error:
        folder_uploads.find_faulty(upload=found, faults=error.faults, by=JOB, on=today())
        return
    folder_uploads.find_sound(upload=found, loaded=loaded, by=JOB, on=today())


def load_folder(*, upload: int, progress: Progress) -> None:
    """Load a folder and note that it was, in one transaction; or note every fault that it has by now."""
    found = FolderUpload.objects.filter(pk=upload, state=FolderState.CONFIRMED).first()
    if found is None:
        return
    try:
        with transaction.atomic():
            loaded = _loaded(found, progress, dry_run=False)
            folder_uploads.apply(upload=found, loaded=loaded, by=JOB, on=today())
    except FolderIsFaulty as error:
        folder_uploads.find_faulty(upload=found, faults=error.faults, by=JOB, on=today())


def make_pack(*, pack: int, progress: Progress) -> None:
    """Make the file of a pack that has none yet. A worker that is lost leaves nothing that a row names."""
    found = Pack.objects.filter(pk=pack, file__isnull=True).select_related("meeting__body").first()
    if found is None:
        return
    progress(done=0, of=PIECES)
    content = draw(found)
    progress(done=1, of=PIECES)
    packs.keep(pack=found, file=store(found, content), by=PACKER, on=today())


def _loaded(upload: FolderUpload, progress: Progress, *, dry_run: bool) -> Loaded:
    with TemporaryDirectory() as folder:
        progress(done=0, of=PIECES)
        unpack(bytes(upload.content), upload.file_name, Path(folder))
        progress(done=1, of=PIECES)
        return load(Path(folder), dry_run=dry_run)
