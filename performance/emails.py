"""What performance tells people by e-mail: each with a link to the page where it is put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dorset_lsp.common.changes import Actor
from dorset_lsp.common.days import in_full
from partnerships.models import Person
from partnerships.people_on_duty import chairs_on, coordinators_on
from partnerships.posting import tell
from performance.models import (
    CorporateMeasure,
    Indicator,
    Pull,
    Refresh,
    RefreshLine,
    ReopenRequest,
    Return,
    Round,
    Source,
)
from performance.notice_kinds import (
    FIGURES_ASKED,
    FIGURES_OWED,
    FIGURES_TO_CHECK,
    FILES,
    ROUNDS,
    SHARED_MEASURES,
    TARGETS,
)

ANSWERS = "You get this because you, or your organisation, answer for the figures named above."
CHECKS = "You get this because you lead the group that checks these figures."
COORDINATES = "You get this because you support the Board."


def who_answers_for(indicator: Indicator) -> list[Person]:
    """The person named on an indicator, else everybody of its organisation who may sign in."""
    if indicator.owner is not None:
        return [indicator.owner]
    return [person for person in indicator.owner_organisation.people.all() if person.is_active]


def tell_owners_of_opening(round_: Round) -> None:
    """One message a person: what the round asks of them, and by when."""
    owed: dict[Person, list[Return]] = {}
    returns = round_.returns.select_related("indicator__owner", "indicator__owner_organisation")
    for return_ in returns.prefetch_related("indicator__owner_organisation__people"):
        for person in who_answers_for(return_.indicator):
            owed.setdefault(person, []).append(return_)
    for person, asked in owed.items():
        tell(
            person,
            FIGURES_OWED,
            about=round_,
            subject=f"{round_}: {_count(len(asked), 'figure')} due by {in_full(round_.due_on)}",
            opening=f"{round_} is open. Please return by {in_full(round_.due_on)}:",
            lines=[f"{return_.indicator}, {return_.period.label}" for return_ in asked],
            link_label="Enter them here",
            path="/my-work/",
            why=ANSWERS,
            key=f"round-open:{round_.pk}:{person.pk}",
        )


def tell_owner_of_sending_back(return_: Return, *, reason: str, by: Person, on: date) -> None:
    """Whoever answers for the indicator: what the lead asks to put right."""
    for person in who_answers_for(return_.indicator):
        tell(
            person,
            FIGURES_ASKED,
            about=return_,
            subject=f"{return_.indicator.code} for {return_.period.label} was sent back",
            opening=f"{by.name} asks about {return_.indicator}, {return_.period.label}:",
            quotation=reason,
            link_label="Put it right and submit it again",
            path=return_.get_absolute_url(),
            why=ANSWERS,
            key=f"send-back:{return_.pk}:{return_.version}:{on}:{person.pk}",
        )


def tell_owners_of_reopening(
    return_: Return, *, reason: str, by: Person, on: date, but_not: Person | None = None
) -> None:
    """Whoever answers for the indicator: that their figure can be changed again, why, and until when."""
    until = (
        return_.open_until and f" It can be changed until {in_full(return_.open_until - timedelta(days=1))}."
    )
    for person in who_answers_for(return_.indicator):
        if person == but_not:
            continue
        tell(
            person,
            FIGURES_ASKED,
            about=return_,
            subject=f"{return_.indicator.code} for {return_.period.label} is open again",
            opening=f"{by.name} opened {return_.indicator}, {return_.period.label}, again:",
            quotation=reason,
            paragraphs=[
                f"What was entered stands as a draft; submit it again when it is right.{until or ''}"
            ],
            link_label="Look at it, and submit it again",
            path=return_.get_absolute_url(),
            why=ANSWERS,
            key=f"reopen:{return_.pk}:{return_.version}:{on}:{person.pk}",
        )


def remind_of_return(return_: Return, *, person: Person, on: date) -> None:
    """One person: that a figure is due, or late."""
    when = _when(return_, on)
    tell(
        person,
        FIGURES_OWED,
        about=return_,
        subject=f"{return_.indicator.code} for {return_.period.label} {when}",
        opening=f"{return_.indicator} for {return_.period.long_label} {when}.",
        link_label="Enter the figure, or say why there is none",
        path=return_.get_absolute_url(),
        why=ANSWERS,
        key=f"remind:{return_.pk}:{person.pk}:{on}",
    )


def remind_of_all(person: Person, owed: Sequence[Return], *, on: date) -> None:
    """One person, in one message: every figure that they owe, the most urgent first."""
    first = min(return_.last_day for return_ in owed)
    number = _count(len(owed), "figure")
    when = f"was due on {in_full(first)}" if first < on else f"due by {in_full(first)}"
    tell(
        person,
        FIGURES_OWED,
        subject=f"{number} of yours: the first {when}",
        opening=f"The partnership still waits for {number} from you:",
        lines=[
            f"{return_.indicator}, {return_.period.label}, {_when(return_, on)}"
            for return_ in sorted(owed, key=lambda one: (one.last_day, one.indicator.position))
        ],
        link_label="Enter them, or say why there is none",
        path="/my-work/",
        why=f"{ANSWERS} These reminders end when the figures are in, or when the round closes.",
        key=f"remind-all:{person.pk}:{on}",
    )


def tell_lead_what_waits(person: Person, waiting: Sequence[Return], *, week: date) -> None:
    """One lead, once a week: the figures that wait for their check."""
    number = _count(len(waiting), "figure")
    tell(
        person,
        FIGURES_TO_CHECK,
        subject=f"{number} {'waits' if len(waiting) == 1 else 'wait'} for your check",
        opening=f"{'This waits' if len(waiting) == 1 else 'These wait'} to be verified or sent back:",
        lines=[
            f"{return_.indicator}, {return_.period.label}, submitted {in_full(return_.submitted_on)} by {return_.submitted_by}"
            for return_ in waiting
            if return_.submitted_on
        ],
        link_label="Check them here",
        path="/my-work/",
        why=f"{CHECKS} It comes on Mondays while something waits.",
        key=f"lead-week:{person.pk}:{week}",
    )


def tell_coordinators_who_is_late(round_: Round, late: Sequence[Return], *, on: date) -> None:
    """Whoever supports the Board, the day after a round was due: what is missing, and from whom."""
    number = _count(len(late), "figure")
    for person in coordinators_on(on):
        tell(
            person,
            ROUNDS,
            about=round_,
            subject=f"{round_}: {number} late",
            opening=f"{round_} was due on {in_full(round_.due_on)}. These have not come in:",
            lines=[
                f"{return_.indicator}, {return_.period.label}: {_names(who_answers_for(return_.indicator))}"
                for return_ in late
            ],
            paragraphs=[
                f"Owners are reminded each week until the round closes on {in_full(round_.closes_on - timedelta(days=1))}."
            ],
            link_label="See who owes what",
            path=round_.get_absolute_url(),
            why=COORDINATES,
            key=f"late:{round_.pk}:{round_.due_on}:{person.pk}",
        )


def tell_coordinators_of_request(request: ReopenRequest) -> None:
    """Whoever supports the Board: that somebody asks to open a return again, and why."""
    return_ = request.of_return
    for person in coordinators_on(request.asked_on):
        tell(
            person,
            ROUNDS,
            about=return_,
            subject=f"{request.asked_by.name} asks to reopen {return_.indicator.code} for {return_.period.label}",
            opening=f"{request.asked_by.name} asks that {return_} be opened again:",
            quotation=request.reason,
            link_label="Answer here",
            path=return_.get_absolute_url(),
            why=COORDINATES,
            key=f"reopen-request:{request.pk}:{person.pk}",
        )


def tell_asker_of_answer(request: ReopenRequest) -> None:
    """Whoever asked: whether the return was opened again."""
    verdict = "was granted" if request.is_granted else "was declined"
    tell(
        request.asked_by,
        FIGURES_ASKED,
        about=request.of_return,
        subject=f"Your request to reopen {request.of_return.indicator.code} {verdict}",
        opening=f"Your request to reopen {request.of_return} {verdict}.",
        quotation=request.answer,
        link_label="The return",
        path=request.of_return.get_absolute_url(),
        why="You get this because you asked.",
        key=f"reopen-answer:{request.pk}",
    )


def tell_coordinators_of_shared_measure(measure: CorporateMeasure, *, by: Person, on: date) -> None:
    """Whoever supports the Board: that an organisation lets partners read a measure of its own."""
    for person in coordinators_on(on):
        tell(
            person,
            SHARED_MEASURES,
            about=measure,
            subject=f"{measure.organisation} shares a measure: {measure.title}",
            opening=f"{by.name} shares with partners what {measure.organisation} measures for itself: {measure.title}.",
            quotation=measure.definition,
            link_label="Its figures",
            path=measure.get_absolute_url(),
            why=COORDINATES,
            key=f"shared-measure:{measure.pk}:{on}:{person.pk}",
        )


def tell_chairs_of_refresh(refresh: Refresh, *, on: date) -> None:
    """Whoever chairs the Board: that a change of targets waits for a decision, and why it is proposed."""
    for person in chairs_on(on):
        if person.pk != refresh.begun_by_id:
            tell(
                person,
                TARGETS,
                about=refresh,
                subject=f"For your decision: {refresh.title}",
                opening=f"{refresh.begun_by.name} proposes to change targets of {refresh.agreement}:",
                quotation=refresh.reason,
                lines=[f"{line.indicator}: {line.get_state_display()}" for line in _lines(refresh)],
                link_label="See what would change, and decide",
                path=refresh.get_absolute_url(),
                why="You get this because you chair the Board.",
                key=f"refresh:{refresh.pk}:{on}:{person.pk}",
            )


def tell_of_refusal(refresh: Refresh) -> None:
    """Whoever proposed it: that it was refused, and why."""
    tell(
        refresh.begun_by,
        TARGETS,
        about=refresh,
        subject=f"{refresh.title} was refused",
        opening=f"{refresh.decided_by} refused {refresh.title}:",
        quotation=refresh.decision_reason,
        paragraphs=["The targets stay as they are. You can put the proposal right and propose it again."],
        link_label="Your proposal",
        path=refresh.get_absolute_url(),
        why="You get this because you proposed it.",
        key=f"refresh-refused:{refresh.pk}:{refresh.decided_on}",
    )


def tell_of_approval(refresh: Refresh, *, on: date) -> None:
    """Whoever proposed it, whoever answers for a figure whose target changes, and the co-ordinator. One message a person."""
    lines = _lines(refresh)
    concerned: dict[Person, list[str]] = {
        refresh.begun_by: [],
        **{one: [] for one in coordinators_on(on)},
    }
    for line in lines:
        for person in who_answers_for(line.indicator):
            concerned.setdefault(person, []).append(f"{line.indicator}: {line.get_state_display()}")
    for person, own in concerned.items():
        tell(
            person,
            TARGETS,
            about=refresh.agreement,
            subject=f"{refresh.title}: targets have changed",
            opening=f"{refresh.decided_by} approved {refresh.title}, the next version of {refresh.agreement}:",
            quotation=refresh.reason,
            lines=own or [f"{line.indicator}: {line.get_state_display()}" for line in lines],
            paragraphs=["It counts from the next publication on. What was judged before stays as it was."],
            link_label="The agreement, with what changed",
            path=refresh.agreement.get_absolute_url(),
            why="You get this because you proposed it, answer for a figure in it, or support the Board.",
            key=f"refresh-approved:{refresh.pk}:{person.pk}",
        )


def _lines(refresh: Refresh) -> list[RefreshLine]:
    return list(
        refresh.lines.select_related("indicator__owner", "indicator__owner_organisation").prefetch_related(
            "indicator__owner_organisation__people"
        )
    )


def tell_of_source(source: Source, *, by: Actor, on: date) -> None:
    """In whose name a file's figures are saved: that they are, and how to stop it."""
    tell(
        source.person,
        FILES,
        subject=f"“{source.title}” will be read as your figures",
        opening=f"{by.name} has set this file up to be fetched {source.get_rhythm_display()}:",
        lines=[source.address],
        paragraphs=[
            f"Its figures are put into the open returns of {source.organisation.label} as drafts, in your name.",
            "You look at them, say what lies behind them, and submit. What does not fit is set aside.",
        ],
        link_label="Look at it, or stop it",
        path=source.get_absolute_url(),
        about=source,
        why="You get this because you were named as the one who answers for that file.",
        key=f"source:{source.pk}:{source.person_id}:{on}",
    )


def tell_of_rows_set_aside(pull: Pull, *, new: int, on: date) -> None:
    """Who may let rows through: that some of a file wait for them."""
    for person in _who_settles(pull.source, on):
        tell(
            person,
            FILES,
            subject=f"{_count(new, 'row')} of “{pull.source.title}” did not fit",
            opening=f"“{pull.source.title}” was fetched, and {_count(new, 'row')} of it did not fit. Look at "
            f"{'it' if new == 1 else 'them'}: let in what is right, with a reason, and dismiss the rest.",
            link_label="Look at what was set aside",
            path=pull.source.get_absolute_url(),
            about=pull.source,
            why="You get this because you may decide about the rows of that file.",
            key=f"set-aside:{pull.pk}:{person.pk}",
        )


def tell_of_failed_pull(pull: Pull, *, on: date) -> None:
    """The same people: that a file could not be fetched or read."""
    for person in _who_settles(pull.source, on):
        tell(
            person,
            FILES,
            subject=f"“{pull.source.title}” could not be fetched",
            opening=f"Nothing came of fetching “{pull.source.title}”:",
            quotation=pull.error,
            paragraphs=["It is tried again each day. You hear of it once."],
            link_label="Look at it",
            path=pull.source.get_absolute_url(),
            about=pull.source,
            why="You get this because you may decide about that file.",
            key=f"pull-failed:{pull.pk}:{person.pk}",
        )


def _who_settles(source: Source, on: date) -> list[Person]:
    people = [*coordinators_on(on), source.person]
    return [person for person in dict.fromkeys(people) if person.is_active]


def _when(return_: Return, on: date) -> str:
    last_day = return_.last_day
    return f"was due on {in_full(last_day)}" if last_day < on else f"is due by {in_full(last_day)}"


def _names(people: Iterable[Person]) -> str:
    return ", ".join(person.name for person in people) or "nobody who may sign in"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
