"""How the site is put together. The Celery app is made here, so that every process of the site has it."""

from dorset_lsp.celery import app as celery_app

__all__ = ["celery_app"]
