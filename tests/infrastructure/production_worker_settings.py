"""The production settings with the countable jobs and a mail server and a storage to match."""

from dorset_lsp.settings.production import *
from dorset_lsp.settings.production import STORAGES as PRODUCTION
from tests.infrastructure.countable import COUNTABLE, EVERY_SECOND

JOBS = COUNTABLE
STORAGES = {**PRODUCTION, "default": {"BACKEND": "tests.infrastructure.effects.NotingStorage"}}
EMAIL_BACKEND = "tests.infrastructure.effects.NotingServer"
CELERY_BEAT_SCHEDULE = EVERY_SECOND
JOB_LEASE_SECONDS = 6  # a fiftieth of the real lease, so that the test need not wait for minutes
JOB_NUDGE_SECONDS = 2
