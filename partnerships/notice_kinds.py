"""What the partnership itself tells people of, by the kinds under which they choose how they hear of it."""

from typing import Final

from dorset_lsp.common.notices import KindOfNotice

MEETINGS: Final = KindOfNotice(
    "meetings", "Meetings", "You are invited to a meeting, or it was changed or cancelled."
)
PAPERS: Final = KindOfNotice(
    "papers",
    "Papers for meetings",
    "A meeting is near and your papers are wanted, or the pack for one was sent out.",
)
ACTIONS: Final = KindOfNotice("actions", "Your actions", "An action that you lead is due or late.")
SEATS: Final = KindOfNotice(
    "seats", "Terms and series", "A term is about to end, or a body has no next meeting."
)
MONEY: Final = KindOfNotice(
    "money",
    "Money",
    "Applications, offers, claims and reports of benefits: what waits, and what was decided.",
)
RISKS: Final = KindOfNotice("risks", "Risks", "A risk rose to your body, or yours is to be judged anew.")
FINDINGS: Final = KindOfNotice(
    "findings", "Answers to communities", "A community still waits to hear what came of its finding."
)

KINDS: Final = (MEETINGS, PAPERS, ACTIONS, SEATS, MONEY, RISKS, FINDINGS)
