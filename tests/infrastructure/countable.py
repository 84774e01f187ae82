"""Settings of the countable job, apart from the job itself: settings are read before any model can be."""

from dorset_lsp.schedule import JobKind

COUNTABLE = {"slow_effect": JobKind("tests.infrastructure.effects.slow_effect")}
EVERY_SECOND = {"Every second": {"task": "dorset_lsp.common.tasks.rescue", "schedule": 1.0}}
