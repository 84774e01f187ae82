"""The Celery app. Its settings are Django's, under the prefix CELERY_; its timetable is `dorset_lsp.schedule`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dorset_lsp.settings.demo")

app = Celery("dorset_lsp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
