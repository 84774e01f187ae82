"""The Celery app. Its settings are Django's, under the prefix CELERY_; its timetable is ``dorset_lsp.schedule``.

Unlike manage.py and wsgi.py it chooses no settings by itself: every process of the site imports it first.
"""

from celery import Celery

app = Celery("dorset_lsp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
