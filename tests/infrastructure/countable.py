"""Settings of the countable jobs, apart from the jobs themselves: settings are read before any model can be."""

from dorset_lsp.schedule import JOBS, JobKind

COUNTABLE = {
    "slow_effect": JobKind("tests.infrastructure.effects.slow_effect"),
    "compile_report": JobKind("tests.infrastructure.effects.held_report", in_pieces=True),
    "make_pack": JobKind("tests.infrastructure.effects.held_pack", in_pieces=True),
    "send_mail": JOBS["send_mail"],
    "send_digest": JOBS["send_digest"],
}
EVERY_SECOND = {"Every second": {"task": "dorset_lsp.common.tasks.rescue", "schedule": 1.0}}
