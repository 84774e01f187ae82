"""A partnership of a given size, made through the changes as a real one would be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.mail import quietly
from dorset_lsp.common.setup import put
from partnerships.changes import memberships, people
from partnerships.models import Action, Area, Body, Organisation, Outcome, Partnership, Person, Seat
from performance.answers import Answer, Figure
from performance.changes import observations, returns, rounds
from performance.enums import Frequency
from performance.models import (
    Agreement,
    AgreementVersion,
    DefinitionVersion,
    Indicator,
    Round,
    Scorecard,
    ScorecardLine,
    Target,
    TargetPoint,
)
from performance.periods import Period
from scrutiny.models import Addressee, Ask, Passage, Recommendation, ScrutinyReview, SealedWords

JOB = NamedJob("making a benchmark")
TODAY = date(2009, 4, 20)
START = date(2005, 1, 1)
PUBLISHED_ON = date(2009, 2, 26)
PASSWORD = "benchmark-2009"
GROUPS, ACTIONS, RECOMMENDATIONS = 12, 500, 100


def make(*, indicators: int, periods: int) -> None:
    """Board, twelve theme groups, one council, so many indicators with so many quarters, one round published, one open."""
    with quietly():
        _people()
        _groups()
        cards = _indicators(indicators)
        _history(periods)
        _rounds()
        _actions()
        _recommendations()
    assert cards


def _set(model: type, key: dict[str, object], **values: object) -> object:
    return put(model=model, key=key, values=values, by=JOB, on=TODAY)[0]


def _people() -> None:
    area = _set(Area, {"slug": "county"}, name="The county", kind="county")
    _set(Partnership, {"pk": 1}, name="A partnership", area=area)
    council = _set(Organisation, {"slug": "council"}, name="The council", kind="county_council", area=area)
    _set(
        Body, {"slug": "board"}, name="Board", kind="board", area=area, layer="strategic", from_on=date(2002, 1, 1)
    )  # fmt: skip
    for name in ("coordinator", "owner", "lead"):
        people.add(
            email=f"{name}@benchmark.example",
            name=name.title(),
            organisation=council,
            by=JOB,
            on=TODAY,
            password=PASSWORD,
        )
    memberships.appoint(
        body=Body.objects.get(slug="board"), person=_person("coordinator"), role="support", from_on=START, by=JOB, on=TODAY
    )  # fmt: skip


def _groups() -> None:
    """Twelve theme groups with one chair, each with an outcome of its own."""
    for n in range(1, GROUPS + 1):
        slug = f"group-{n}"
        body = _set(
            Body, {"slug": slug}, name=f"Theme group {n}", kind="theme_group", area=Area.objects.get(), layer="operational",
            from_on=date(2002, 1, 1),
        )  # fmt: skip
        seat = _set(
            Seat,
            {"body": body, "number": 1},
            organisation=Organisation.objects.get(),
            from_on=date(2002, 1, 1),
        )
        memberships.appoint(
            body=body, person=_person("lead"), role="chair", seat=seat, from_on=START, by=JOB, on=TODAY
        )
        _set(Outcome, {"slug": f"outcome-{n}"}, title=f"Outcome {n}", short_title=f"Outcome {n}", body=body)


def _actions() -> None:
    """500 actions, every fifth of them late."""
    bodies, lead = list(Body.objects.filter(kind="theme_group")), _person("owner")
    Action.objects.bulk_create(
        Action(
            title=f"An action of ordinary length, number {n}", body=bodies[n % len(bodies)], lead=lead,
            organisation=Organisation.objects.get(), due_on=date(2009, 1, 5) if n % 5 == 0 else date(2009, 9, 30),
            state="open", raised_on=date(2008, 11, 3), raised_by=lead,
        )
        for n in range(ACTIONS)
    )  # fmt: skip


def _recommendations() -> None:
    """One issued review with 100 recommendations to the council, every fourth of them late. Rows: only reading is measured."""
    clerk, council = _person("coordinator"), Organisation.objects.get()
    committee = _set(
        Body, {"slug": "committee"}, name="Scrutiny committee", kind="scrutiny_committee", area=Area.objects.get(),
        layer="strategic", from_on=date(2002, 1, 1),
    )  # fmt: skip
    group = _set(
        Body, {"slug": "review-group"}, name="Review group", kind="task_and_finish_group", area=Area.objects.get(),
        layer="operational", parent=committee, from_on=date(2002, 1, 1),
    )  # fmt: skip
    review = ScrutinyReview.objects.create(
        slug="review", title="A review", form="joint_committee", committee=committee, group=group, state="issued",
        proposed_on=date(2008, 1, 7), proposed_by=clerk, mandated_on=date(2008, 2, 4), issued_on=date(2008, 9, 15),
        issued_by=clerk,
    )  # fmt: skip
    addressee = Addressee.objects.create(review=review, position=1, organisation=council)
    texts = Passage.objects.bulk_create(Passage(review=review) for _ in range(RECOMMENDATIONS))
    SealedWords.objects.bulk_create(SealedWords(passage=one, words="Words.", reason="Why.") for one in texts)
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            review=review, number=n, label=f"Recommendation of ordinary length, {n}", passage=text, different="More",
            written_on=date(2008, 9, 1), different_by=date(2009, 9, 1), written_by=clerk,
        )
        for n, text in enumerate(texts, 1)
    )  # fmt: skip
    Ask.objects.bulk_create(
        Ask(
            recommendation=row, addressee=addressee, basis="two_months", state="sent",
            due_on=date(2008, 11, 14) if row.number % 4 == 0 else date(2009, 6, 30),
        )
        for row in rows
    )  # fmt: skip


def _indicators(count: int) -> Scorecard:
    area = Area.objects.get()
    outcomes = list(Outcome.objects.order_by("pk"))
    agreement = _set(
        Agreement,
        {"slug": "agreement"},
        title="Agreement",
        area=area,
        from_on=date(2008, 4, 1),
        to_on=date(2011, 4, 1),
    )
    version = _set(
        AgreementVersion, {"agreement": agreement, "number": 1}, title="signed", agreed_on=date(2008, 4, 1)
    )
    card = _set(
        Scorecard,
        {"slug": "all"},
        title="All indicators",
        body=Body.objects.get(slug="board"),
        agreement=agreement,
    )
    for n in range(1, count + 1):
        indicator = _set(
            Indicator, {"code": f"NI {n}"}, slug=f"ni-{n}", title=f"An indicator of ordinary length, number {n}",
            outcome=outcomes[n % GROUPS], owner_organisation=Organisation.objects.get(), owner=_person("owner"), measure="share",
            unit="%", decimals=1, polarity="higher", frequency="quarterly", source_status="illustrative", position=n,
        )  # fmt: skip
        _set(
            DefinitionVersion,
            {"indicator": indicator, "number": 1},
            text="What counts.",
            from_on=date(1990, 4, 1),
        )
        target = _set(
            Target, {"version": version, "indicator": indicator}, kind="designated", state="agreed", baseline=Decimal(60),
            baseline_label="2007/08", baseline_from=date(2007, 4, 1), baseline_to=date(2008, 4, 1),
        )  # fmt: skip
        _set(
            TargetPoint,
            {"target": target, "to_on": date(2011, 4, 1)},
            from_on=date(2010, 4, 1),
            label="2010/11",
            value=Decimal(66 + n % 7),
        )
        _set(ScorecardLine, {"scorecard": card, "indicator": indicator}, position=n)
    return card


def _history(periods: int) -> None:
    last = Period(date(2008, 7, 1), date(2008, 10, 1))
    spans = [last]
    while len(spans) < periods - 1:
        spans.append(spans[-1].previous(Frequency.QUARTERLY))
    rows = [
        observations.HistoryRow(
            indicator=indicator, area=Area.objects.get(), period=span, received_on=span.to_on, published_on=span.to_on,
            value=Decimal(600 + (indicator.position * 7 + place * 13) % 41) / 10,
        )
        for indicator in Indicator.objects.all()
        for place, span in enumerate(spans)
    ]  # fmt: skip
    observations.record_history_in_bulk(rows=rows, by=JOB, on=TODAY)


def _rounds() -> None:
    published = Period(date(2008, 10, 1), date(2009, 1, 1))
    coordinator, owner, lead = _person("coordinator"), _person("owner"), _person("lead")
    for period, on in (
        (published, date(2009, 1, 5)),
        (Period(date(2009, 1, 1), date(2009, 4, 1)), date(2009, 4, 1)),
    ):
        opens_on, due_on, closes_on = rounds.usual_dates(period)
        round_ = rounds.plan(
            slug=period.label.lower().replace("/", "-").replace(" ", "-"), title=period.label, period=period,
            opens_on=opens_on, due_on=due_on, closes_on=closes_on, by=coordinator, on=opens_on,
        )  # fmt: skip
        rounds.open_(round_=round_, by=coordinator, on=on)
    round_ = Round.objects.get(period_to=published.to_on)
    for return_ in round_.returns.with_everything():
        answer = Answer(
            figures={
                Area.objects.get().pk: Figure(value=Decimal(590 + return_.indicator.position % 60) / 10)
            },
            commentary="Two sites slipped to the spring; completions are expected in the first quarter.",
            direction_view="steady",
            is_surprise_confirmed=True,
        )
        returns.submit(return_=return_, version=0, answer=answer, by=owner, on=date(2009, 1, 20))
        returns.verify(return_=return_, by=lead, on=date(2009, 1, 28))
    rounds.publish(round_=round_, by=coordinator, on=PUBLISHED_ON)


def _person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@benchmark.example")
