"""Changes to what was agreed: a refresh is proposed with its reason, and approved it is the agreement's next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import (
    Actor,
    Refused,
    change,
    nothing_to_change,
    record,
    record_many,
    require,
    save_fields,
)
from partnerships.models import Person
from performance import emails
from performance.enums import REFRESH_MOVES, RefreshState, TargetState
from performance.models import (
    Agreement,
    AgreementVersion,
    Edition,
    Indicator,
    Refresh,
    RefreshLine,
    RefreshPoint,
    Target,
    TargetPoint,
)
from performance.refreshing import (
    Terms,
    faults_of,
    is_changed,
    points_of,
    target_under,
    targets_under,
    terms_of,
)


@change
def begin(*, agreement: Agreement, title: str, reason: str, by: Person, on: date) -> Refresh:
    """Begin to draft a refresh. The same again, while it is a draft, is that draft."""
    require(by, "performance.propose_refresh", agreement)
    title, reason = _worded(title, reason)
    there = Refresh.objects.filter(
        agreement=agreement, title=title, begun_by=by, state=RefreshState.DRAFT
    ).first()
    if there is not None and there.reason == reason:
        nothing_to_change()
        return there
    made = Refresh.objects.create(agreement=agreement, title=title, reason=reason, begun_by=by, begun_on=on)
    record("refresh.begin", made, by=by, on=on, why=reason, difference={"agreement": (None, agreement)})
    return made


@change
def reword(*, refresh: Refresh, title: str, reason: str, by: Actor, on: date) -> Refresh:
    """Give a draft another title or reason."""
    require(by, "performance.alter_refresh", refresh)
    title, reason = _worded(title, reason)
    difference = save_fields(
        refresh, {"title": title, "reason": reason}, expecting={"state": RefreshState.DRAFT}
    )
    if difference:
        record("refresh.reword", refresh, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return refresh


@change
def set_target(*, refresh: Refresh, indicator: Indicator, terms: Terms, by: Actor, on: date) -> RefreshLine:
    """Say what the target on one indicator is to become. Raises Refused, with the sentence, for terms that cannot stand."""
    require(by, "performance.alter_refresh", refresh)
    require(by, "performance.change_target", indicator)
    terms = replace(terms, goals=tuple(goal for goal in terms.goals if goal.value is not None))
    for sentence in faults_of(terms, indicator).values():
        raise Refused(sentence)
    there = refresh.lines.filter(indicator=indicator).prefetch_related("points").first()
    if there is not None and terms_of(there) == terms:
        nothing_to_change()
        return there
    values = {name: getattr(terms, name) for name in Terms.__slots__ if name != "goals"}
    line, _ = RefreshLine.objects.update_or_create(refresh=refresh, indicator=indicator, defaults=values)
    line.points.all().delete()
    RefreshPoint.objects.bulk_create(points_of(line, terms.goals))
    before = (terms_of(there).state, _told(terms_of(there))) if there is not None else (None, None)
    difference = {
        f"{indicator.code} state": (before[0], terms.state),
        f"{indicator.code} figures": (before[1], _told(terms)),
    }
    record("refresh.set_target", refresh, by=by, on=on, difference=difference, why=terms.state_reason)
    return line


@change
def leave_target(*, refresh: Refresh, indicator: Indicator, by: Actor, on: date) -> None:
    """Leave the target on an indicator out of a draft: it stays as it stands."""
    require(by, "performance.alter_refresh", refresh)
    if not refresh.lines.filter(indicator=indicator).delete()[0]:
        nothing_to_change()
        return
    record("refresh.leave_target", refresh, by=by, on=on, difference={"target": (indicator.code, None)})


@change
def propose(*, refresh: Refresh, by: Actor, on: date) -> Refresh:
    """Put a draft before the Board's chair, who is told. Raises Refused when it changes nothing."""
    require(by, "performance.own_refresh", refresh)
    newest = _newest(refresh.agreement)
    lines = list(refresh.lines.select_related("indicator__outcome").prefetch_related("points"))
    if not lines:
        raise Refused("Say first which targets change.")
    for line in lines:
        require(by, "performance.change_target", line.indicator)
        if newest and not is_changed(line, target_under(newest, line.indicator)):
            raise Refused(f"{line.indicator.code} would stay as it is. Change it, or leave it out.")
    if states.move(
        refresh, "propose", REFRESH_MOVES, by=by, on=on, why=refresh.reason, proposed_on=on, based_on=newest
    ):
        emails.tell_chairs_of_refresh(refresh, on=on)
    return refresh


@change
def renegotiate(*, agreement: Agreement, indicator: Indicator, reason: str, by: Person, on: date) -> Refresh:
    """Ask that an agreed target go back on the table, where nobody is judged by it until a refresh settles it."""
    require(by, "performance.change_target", indicator)
    newest = _newest(agreement)
    target = target_under(newest, indicator) if newest else None
    if target is None or target.state != TargetState.AGREED:
        raise Refused(f"{indicator.code} has no agreed target that could be renegotiated.")
    refresh = begin(
        agreement=agreement, title=f"Renegotiation of {indicator.code}", reason=reason, by=by, on=on
    )
    terms = replace(terms_of(target), state=TargetState.RENEGOTIATION, state_reason=reason.strip()[:300])
    set_target(refresh=refresh, indicator=indicator, terms=terms, by=by, on=on)
    return propose(refresh=refresh, by=by, on=on)


@change
def take_back(*, refresh: Refresh, by: Actor, on: date) -> Refresh:
    """Take back what was proposed and is not decided yet: it is a draft again."""
    require(by, "performance.own_refresh", refresh)
    states.move(refresh, "take_back", REFRESH_MOVES, by=by, on=on, proposed_on=None, based_on=None)
    return refresh


@change
def revise(*, refresh: Refresh, by: Actor, on: date) -> Refresh:
    """Put right what was refused: it is a draft again. The refusal stays in its history."""
    require(by, "performance.own_refresh", refresh)
    states.move(
        refresh,
        "revise",
        REFRESH_MOVES,
        by=by,
        on=on,
        proposed_on=None,
        based_on=None,
        decided_by=None,
        decided_on=None,
        decision_reason="",
    )
    return refresh


@change
def discard(*, refresh: Refresh, by: Actor, on: date) -> Refresh:
    """Throw a draft, or what was refused, away. It stays in the history."""
    require(by, "performance.own_refresh", refresh)
    states.move(refresh, "discard", REFRESH_MOVES, by=by, on=on)
    return refresh


@change
def refuse(*, refresh: Refresh, reason: str, by: Person, on: date) -> Refresh:
    """Refuse what was proposed, with the reason. Whoever proposed it is told, and can put it right."""
    require(by, "performance.decide_refresh", refresh)
    if not reason.strip():
        raise Refused("Say why it is refused.")
    reason = reason.strip()
    if states.move(
        refresh, "refuse", REFRESH_MOVES, by=by, on=on, why=reason, decided_by=by, decided_on=on, decision_reason=reason
    ):  # fmt: skip
        emails.tell_of_refusal(refresh)
    return refresh


@change
def approve(*, refresh: Refresh, by: Person, on: date) -> Refresh:
    """Make a proposal the agreement's next version: every target, changed where the proposal says so.

    The version before keeps its targets, and what was judged by them stays judged. Raises Refused when another version
    came since it was proposed, and on a day on which figures were published: they were judged by the targets as they
    stood, and the day is all that tells which targets those are.
    """
    require(by, "performance.decide_refresh", refresh)
    # One at a time: of two presses the second finds what the first has made.
    Agreement.objects.select_for_update().get(pk=refresh.agreement_id)
    refresh.refresh_from_db(fields=["state"])
    newest = _newest(refresh.agreement)
    if refresh.state != RefreshState.PROPOSED:  # somebody was faster, or pressed twice: the door says which
        states.move(refresh, "approve", REFRESH_MOVES, by=by, on=on)
        return refresh
    if newest != refresh.based_on:
        raise Refused(
            "Another version was agreed since this was proposed. Whoever proposed it takes it back, looks again, and "
            "proposes it anew."
        )
    if Edition.objects.filter(published_on=on).exists():
        raise Refused(
            "Figures were published today, judged by the targets as they stood. Approve it tomorrow."
        )
    number = newest.number + 1 if newest else 1
    version = AgreementVersion.objects.create(
        agreement=refresh.agreement, number=number, title=refresh.title, agreed_on=on, reason=refresh.reason
    )
    states.move(
        refresh, "approve", REFRESH_MOVES, by=by, on=on, decided_by=by, decided_on=on, version=version
    )
    record(
        "agreementversion.add", version, by=by, on=on, why=refresh.reason,
        difference={"number": (newest.number if newest else None, number)},
    )  # fmt: skip
    record_many("target.refresh", _write(refresh, version, newest), by=by, on=on, why=refresh.reason)
    emails.tell_of_approval(refresh, on=on)
    return refresh


def _write(refresh: Refresh, version: AgreementVersion, newest: AgreementVersion | None) -> list[Target]:
    """The targets of a new version: those before, whole, with the refresh's lines in their place. Those that changed."""
    before = {one.indicator_id: one for one in targets_under(newest)} if newest else {}
    lines = {
        line.indicator_id: line
        for line in refresh.lines.select_related("indicator").prefetch_related("points")
    }
    made = {
        indicator_id: _target(version, before.get(indicator_id), lines.get(indicator_id))
        for indicator_id in {**before, **lines}
    }
    Target.objects.bulk_create(made.values())
    Through = Target.relates_to.through  # noqa: N806 - a class
    Through.objects.bulk_create(
        Through(target=made[target.indicator_id], organisation=one)
        for target in before.values()
        for one in target.relates_to.all()
    )
    points = [
        TargetPoint(
            target=made[indicator_id], from_on=one.from_on, to_on=one.to_on, label=one.label, value=one.value,
            value_high=one.value_high, as_printed=getattr(one, "as_printed", ""),
        )
        for indicator_id in made
        for one in (lines.get(indicator_id) or before[indicator_id]).points.all()
    ]  # fmt: skip
    TargetPoint.objects.bulk_create(points)
    return [made[indicator_id] for indicator_id in lines]


def _target(version: AgreementVersion, before: Target | None, line: RefreshLine | None) -> Target:
    """A target of a new version, unsaved. What was printed stays with a target that nobody changed."""
    row = line or before
    fields = (
        "indicator_id", "kind", "state", "state_reason", "baseline", "baseline_label", "baseline_from", "baseline_to",
    )  # fmt: skip
    target = Target(version=version, **{name: getattr(row, name) for name in fields})
    if line is None and before is not None:
        for name in ("state_as_printed", "baseline_as_printed", "as_printed"):
            setattr(target, name, getattr(before, name))
    return target


def _newest(agreement: Agreement) -> AgreementVersion | None:
    return agreement.versions.order_by("-number").first()


def _worded(title: str, reason: str) -> tuple[str, str]:
    if not title.strip() or not reason.strip():
        raise Refused("A refresh has a title and a reason.")
    return title.strip(), reason.strip()


def _told(terms: Terms) -> str:
    return "; ".join(f"{goal.label}: {goal.value}" for goal in terms.goals)
