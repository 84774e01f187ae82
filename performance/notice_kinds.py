"""What performance tells people of, by the kinds under which they choose how they hear of it."""

from typing import Final

from dorset_lsp.common.notices import KindOfNotice

FIGURES_OWED: Final = KindOfNotice(
    "figures-owed", "Figures that you owe", "A round has opened, or a figure of yours is due or late."
)
FIGURES_ASKED: Final = KindOfNotice(
    "figures-asked", "Questions about your figures", "A figure of yours was sent back or opened again."
)
FIGURES_TO_CHECK: Final = KindOfNotice(
    "figures-to-check", "Figures to check", "On Mondays: the figures that wait for your check."
)
ROUNDS: Final = KindOfNotice("rounds", "Rounds", "Who is late in a round, and who asks to reopen a figure.")
TARGETS: Final = KindOfNotice(
    "targets", "Targets", "A change of targets waits for your decision, or was decided."
)
SHARED_MEASURES: Final = KindOfNotice(
    "shared-measures", "Shared measures", "An organisation lets partners read a measure of its own."
)

FILES: Final = KindOfNotice(
    "files",
    "Partners’ files",
    "A file is read as your figures, some of its rows did not fit, or it could not be fetched.",
)

KINDS: Final = (FIGURES_OWED, FIGURES_ASKED, FIGURES_TO_CHECK, ROUNDS, TARGETS, SHARED_MEASURES, FILES)
