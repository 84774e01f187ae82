"""What the site as a whole tells people of, by the kinds under which they choose how they hear of it."""

from typing import Final

from dorset_lsp.common.notices import KindOfNotice

OLD_RECORDS: Final = KindOfNotice(
    "old-records",
    "Old records",
    "For administrators: what has been kept for long enough and will be removed.",
)

KINDS: Final = (OLD_RECORDS,)
