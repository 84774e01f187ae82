"""What delivery-chain reviews tell people of, by the kinds under which they choose how they hear of it."""

from typing import Final

from dorset_lsp.common.notices import KindOfNotice

SHEETS: Final = KindOfNotice(
    "sheets", "Your group’s sheet", "Your group’s ratings are wanted, or the comparison is open."
)
CHAIN_REVIEWS: Final = KindOfNotice(
    "chain-reviews",
    "What comes of a review",
    "The next round is due, or an action that came of a review is late.",
)

KINDS: Final = (SHEETS, CHAIN_REVIEWS)
