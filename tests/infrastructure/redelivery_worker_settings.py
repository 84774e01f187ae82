"""The production settings with nothing but Redis to bring a killed worker's message back: no rescue, no catching up."""

from datetime import time

from dorset_lsp.schedule import PeriodicJob
from dorset_lsp.settings.production import *
from dorset_lsp.settings.production import CELERY_BROKER_TRANSPORT_OPTIONS as PRODUCTION

PERIODIC_JOBS = {"Slowly": PeriodicJob("slowly", "tests.infrastructure.effects.slow_finder", "", time(7))}
CELERY_BEAT_SCHEDULE: dict[str, object] = {}
# Only the wait before a message counts as lost is shorter, so that the test need not last six minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {**PRODUCTION, "visibility_timeout": 4}
