"""Settings of the countable jobs, apart from the jobs themselves: settings are read before any model can be."""

from dorset_lsp.schedule import JobKind

COUNTABLE = {
    "slow_effect": JobKind("tests.infrastructure.effects.slow_effect"),
    "compile_report": JobKind("tests.infrastructure.effects.slow_report", in_pieces=True),
}
EVERY_SECOND = {"Every second": {"task": "dorset_lsp.common.tasks.rescue", "schedule": 1.0}}
