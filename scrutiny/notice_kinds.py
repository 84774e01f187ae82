"""What scrutiny tells people of, by the kinds under which they choose how they hear of it."""

from typing import Final

from dorset_lsp.common.notices import KindOfNotice

CLOCKS: Final = KindOfNotice(
    "clocks-of-law",
    "Scrutiny: answers that the law asks for",
    "A report has come that you must answer in two months or 28 days, the day is near or past, or it is withdrawn.",
    law=(
        "The law sets the time for this answer, and it runs whether or not you look. Whoever was not told could let "
        "their organisation fail in a duty, so these e-mails cannot be switched off."
    ),
)
RECOMMENDATIONS: Final = KindOfNotice(
    "recommendations",
    "Scrutiny: other recommendations to you",
    "You are asked for an answer without a time set by law, or members look at progress.",
)
REPLIES: Final = KindOfNotice(
    "scrutiny-answers",
    "Scrutiny: answers to your review",
    "An answer or a question came to a review that you run.",
)
QUESTIONS: Final = KindOfNotice(
    "questions",
    "Scrutiny: questions and suggestions",
    "A member asks you, or what you asked or suggested is answered.",
)
EVIDENCE: Final = KindOfNotice(
    "evidence", "Scrutiny: evidence that you gave", "A review asks whether it understood you rightly."
)
BULLETINS: Final = KindOfNotice(
    "bulletins", "Scrutiny: the bulletin", "Four times a year: what changed because of scrutiny."
)

KINDS: Final = (CLOCKS, RECOMMENDATIONS, REPLIES, QUESTIONS, EVIDENCE, BULLETINS)
