"""What performance does by itself: for each periodic job its finder, and the function that does one thing found.

A finder asks "what is due on this day and not yet done?" and writes nothing. A job looks again before it acts, so
that one which comes late, or after the thing was done by hand, does nothing.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q

from dorset_lsp.common.changes import NamedJob, SomebodyWasFaster
from dorset_lsp.common.periodic import Item
from dorset_lsp.common.reminding import monday_of
from partnerships.elections import held_on
from partnerships.models import Person
from performance import owed
from performance.changes import releases, reminders, rounds
from performance.enums import RoundState
from performance.models import Edition, LateNotice, Round, Source
from performance.pulling.schedule import due_day

RELEASER = NamedJob("releasing editions on their day")
OPENER = NamedJob("opening rounds on their day")
REMINDER = NamedJob("reminding owners")
TELLER = NamedJob("telling leads what waits")
NOTER = NamedJob("noting who is late")
PULLER = NamedJob("fetching partners’ files")


# --- rounds are opened -----------------------------------------------------------------------------------------


def rounds_to_open(on: date) -> list[Item]:
    """Planned rounds whose opening day has come and whose window is not over: such a one is for a person to judge."""
    due = Round.objects.filter(state=RoundState.PLANNED, opens_on__lte=on, closes_on__gt=on)
    return [
        Item(
            key=f"open-round:{round_.pk}:{round_.opens_on}",
            words=f"Open {round_} and tell its owners",
            arguments={"round_id": round_.pk, "on": f"{on}"},
        )
        for round_ in due.order_by("opens_on")
    ]


def open_round(*, round_id: int, on: str) -> None:
    """Open one round, unless somebody has opened it meanwhile."""
    round_ = Round.objects.filter(pk=round_id, state=RoundState.PLANNED).first()
    if round_ is None:
        return
    try:
        rounds.open_(round_=round_, by=OPENER, on=date.fromisoformat(on))
    except SomebodyWasFaster:
        return  # it is open, which is all that was wanted


# --- owners are reminded ---------------------------------------------------------------------------------------


def owners_to_remind(on: date) -> list[Item]:
    """Everybody who owes a figure of which a day for a reminder has come since they last heard."""
    return [
        Item(
            key=f"remind-owner:{person.pk}:{on}",
            words=f"Remind {person} of {', '.join(str(return_) for return_ in returns)}",
            arguments={"person_id": person.pk, "on": f"{on}"},
        )
        for person, returns in owed.due_for_reminder(on).items()
    ]


def remind_owner(*, person_id: int, on: str) -> None:
    """Remind one person of what they owe by now."""
    day = date.fromisoformat(on)
    for person, returns in owed.due_for_reminder(day).items():
        if person.pk == person_id:
            reminders.remind_owner(person=person, owed=returns, by=REMINDER, on=day)


# --- leads are told --------------------------------------------------------------------------------------------


def leads_to_tell(on: date) -> list[Item]:
    """Every lead for whose check something has waited since Monday, and who has not been told this week."""
    monday = monday_of(on)
    return [
        Item(
            key=f"tell-lead:{person.pk}:{monday}",
            words=f"Tell {person} what waits for their check",
            arguments={"person_id": person.pk, "on": f"{on}"},
        )
        for person in owed.leads_to_tell(on)
    ]


def tell_lead(*, person_id: int, on: str) -> None:
    """Tell one lead what waits by now."""
    day = date.fromisoformat(on)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        monday = monday_of(day)
        waiting = owed.waits_for(person, monday=monday, on=day)
        reminders.tell_lead(person=person, waiting=waiting, week=monday, by=TELLER, on=day)


# --- lateness is noted -----------------------------------------------------------------------------------------


def rounds_with_late_returns(on: date) -> list[Item]:
    """Open rounds whose due day has passed with figures missing, where that has not been noted."""
    passed = Round.objects.open().in_earnest().filter(due_on__lt=on, closes_on__gt=on)
    noted = set(LateNotice.objects.filter(round__in=passed).values_list("round", "due_on"))
    found = []
    for round_ in passed.order_by("due_on"):
        late = [] if (round_.pk, round_.due_on) in noted else owed.late_on(round_, on)
        if late:
            found.append(
                Item(
                    key=f"note-late:{round_.pk}:{round_.due_on}",
                    words=f"Note {len(late)} figures of {round_} as late and tell the co-ordinator",
                    arguments={"round_id": round_.pk, "on": f"{on}"},
                )
            )
    return found


def note_late_returns(*, round_id: int, on: str) -> None:
    """Note who is late with one round, if it is still open."""
    day = date.fromisoformat(on)
    round_ = Round.objects.open().in_earnest().filter(pk=round_id, due_on__lt=day).first()
    if round_ is not None:
        reminders.note_late(round_=round_, late=owed.late_on(round_, day), by=NOTER, on=day)


# --- editions go out to everybody -------------------------------------------------------------------------------


def editions_to_release(on: date) -> list[Item]:
    """Editions that only partners have, whose day has come or was never set. None while an election holds them."""
    if held_on(on) is not None:
        return []
    waiting = Edition.objects.filter(release__isnull=True).exclude(round__release_on__gt=on)
    return [
        Item(
            key=f"release-edition:{edition.pk}:{edition.round.release_on}",
            words=f"Open {edition} to everybody",
            arguments={"edition_id": edition.pk, "on": f"{on}"},
        )
        for edition in waiting.select_related("round").order_by("pk")
    ]


def release_edition(*, edition_id: int, on: str) -> None:
    """Bring one edition out, unless that was done or is held meanwhile."""
    day = date.fromisoformat(on)
    edition = Edition.objects.select_related("round").filter(pk=edition_id, release__isnull=True).first()
    if edition is not None and held_on(day) is None:
        releases.release(edition=edition, by=RELEASER, on=day)


# --- partners' files are fetched -------------------------------------------------------------------------------


def files_to_pull(on: date) -> list[Item]:
    """Partners' files whose day has come and that have not been had since; one that failed is tried again each day."""
    found = []
    sources = Source.objects.running().select_related("organisation", "person")
    for source in sources.annotate(had_on=Max("pulls__due_on", filter=Q(pulls__error=""))):
        due_on = due_day(source.rhythm, source.first_on, on)
        if due_on is None or source.why_not_fetched or (source.had_on and source.had_on >= due_on):
            continue
        key = f"pull:{source.pk}:{due_on}:{on}"
        arguments = {
            "source_id": source.pk,
            "key": key,
            "due_on": f"{due_on}",
            "on": f"{on}",
            "by_name": PULLER.name,
        }
        found.append(Item(key=key, words=f"Fetch {source} from {source.address}", arguments=arguments))
    return found
