"""The demo's settings with the countable job."""

from dorset_lsp.settings.demo import *
from tests.infrastructure.countable import COUNTABLE, EVERY_SECOND

JOBS = COUNTABLE
CELERY_BEAT_SCHEDULE = EVERY_SECOND
JOB_LEASE_SECONDS = 6  # a fiftieth of the real lease, so that the test need not wait for minutes
JOB_NUDGE_SECONDS = 2
