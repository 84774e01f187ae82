"""Changes to where a control chart starts afresh."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from performance.models import Edition, Indicator, Rebase
from performance.rebasing import starts_of


@change
def rebase(*, indicator: Indicator, from_on: date, reason: str, by: Actor, on: date) -> Rebase:
    """Start the chart of an indicator afresh from a period on, with the reason. The same again changes nothing.

    Raises Refused for a period at which it cannot start: the first of the chart, one without a figure, or one at which
    a segment starts already.
    """
    require(by, "performance.rebase_indicator", indicator)
    there = Rebase.objects.filter(indicator=indicator, from_on=from_on).first()
    if there is not None and there.reason == reason.strip():
        nothing_to_change()
        return there
    if not reason.strip():
        raise Refused("Say why the chart starts afresh: what changed, and how it is known.")
    if from_on not in {period.from_on for period in starts_of(indicator, on=on)}:
        raise Refused("A chart starts afresh at a published figure that is not the first of its segment.")
    made = Rebase.objects.create(
        indicator=indicator, from_on=from_on, reason=reason.strip(), recorded_on=on, recorded_by_name=by.name,
        recorded_by_id=by.pk, after_edition=_newest_edition(),
    )  # fmt: skip
    record(
        "indicator.rebase",
        indicator,
        by=by,
        on=on,
        why=made.reason,
        difference={"rebased from": (None, from_on)},
    )
    return made


@change
def take_back(*, rebase: Rebase, by: Actor, on: date) -> None:
    """Take a rebase back, as long as no edition has been published with it. Raises Refused after that."""
    require(by, "performance.rebase_indicator", rebase.indicator)
    newest = _newest_edition()
    if newest is not None and newest.pk != rebase.after_edition_id:
        raise Refused(
            "Figures have been published with it, so it stays. Rebase again if something else changed."
        )
    indicator, from_on = rebase.indicator, rebase.from_on
    rebase.delete()
    record(
        "indicator.take_back_rebase", indicator, by=by, on=on, difference={"rebased from": (from_on, None)}
    )


def _newest_edition() -> Edition | None:
    return Edition.objects.order_by("-pk").first()
