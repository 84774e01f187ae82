"""The forms about meetings: when and where, agenda, papers, attendance, minutes and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils import timezone

from dorset_lsp.common.files import TAKEN
from dorset_lsp.common.forms import BaseForm, SplitDateField
from partnerships import item_titles
from partnerships.attendance import Expected
from partnerships.changes.minutes import Came
from partnerships.enums import ItemKind, PaperAudience, Presence
from partnerships.forms.actions import ProposeForm, with_organisation
from partnerships.models import AgendaItem, Body, Meeting, Person
from partnerships.series import days_of, in_words

NOT_A_TIME: Final = "must be a time of day, like 10:00 or 14:30"


class TimeOfDay(forms.TimeField):
    """A time of day as people write it: 10:00, 10.00, 9:30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 6, "inputmode": "text"}))
        super().__init__(input_formats=["%H:%M", "%H.%M"], **kwargs)
        self.error_messages["invalid"] = f"{self.label} {NOT_A_TIME}"


class WhenForm(BaseForm):
    """On which day, from when until when, where, and what it is called if it is no ordinary meeting."""

    day = SplitDateField(label="Day")
    begins = TimeOfDay(label="Begins", help_text="Such as 10:00.")
    ends = TimeOfDay(label="Ends", help_text="Such as 12:00.")
    place = forms.CharField(max_length=200, required=False)
    title = forms.CharField(
        label="Called",
        max_length=160,
        required=False,
        help_text="Only for one that is not ordinary, such as an annual meeting.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", "The meeting must end after it begins")
        return cleaned

    def span(self, day: date) -> tuple[datetime, datetime]:
        """The meeting's beginning and end on a day, by the clock of this place."""
        return moment(day, self.cleaned_data["begins"]), moment(day, self.cleaned_data["ends"])


class ScheduleForm(WhenForm):
    """A meeting, or a series of them by how often the body meets."""

    until = SplitDateField(
        label="Go on until", required=False, help_text="Leave it empty for a single meeting."
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.fields["day"].earliest = body.from_on
        if body.meetings_a_year:
            self.fields["until"].help_text = (
                f"The same weekday {in_words(body.meetings_a_year)} up to this day. "
                "Leave it empty for a single meeting."
            )
        else:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, until = cleaned.get("day"), cleaned.get("until")
        if day and until and until < day:
            self.add_error("until", "Go on until must be the day of the first meeting or later")
        return cleaned

    @property
    def times(self) -> list[tuple[datetime, datetime]]:
        """Beginning and end of each meeting."""
        day, until = self.cleaned_data["day"], self.cleaned_data.get("until")
        days = days_of(day, self.body.meetings_a_year, until) if until else [day]
        return [self.span(one) for one in days]


class AlterMeetingForm(WhenForm):
    """When and where a meeting is from now on. ``revision`` is the one that the form was drawn from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(BaseForm):
    """Why a meeting is called off."""

    reason = forms.CharField(
        label="Why it is cancelled",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who was invited reads this.",
    )


class ItemForm(BaseForm):
    """One item of an agenda."""

    title = forms.CharField(label="Item", max_length=item_titles.LONGEST)
    kind = forms.ChoiceField(
        label="What the meeting is to do",
        choices=[(kind.value, kind.label.capitalize()) for kind in ItemKind],
        widget=forms.RadioSelect,
        initial=ItemKind.DISCUSS,
    )
    text = forms.CharField(
        label="What it needs to know", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    presenter = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="Who presents it",
        required=False,
        empty_label="Nobody in particular",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presenter"].label_from_instance = with_organisation


class PaperForm(BaseForm):
    """A file for a meeting: what it is called, for whom it is, and to which item it belongs."""

    title = forms.CharField(label="Title of the paper", max_length=200)
    file = forms.FileField(label="The file", max_length=255)
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=[(one.value, one.label.capitalize()) for one in PaperAudience],
        widget=forms.RadioSelect,
        initial=PaperAudience.OPEN,
    )
    item = forms.ModelChoiceField(
        queryset=AgendaItem.objects.none(), required=False, empty_label="The meeting as a whole"
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()
        most = settings.PAPER_MAX_BYTES // 1024 // 1024
        self.fields["file"].help_text = f"{TAKEN}; at most {most} MB."


class ReasonForm(BaseForm):
    """A reason, and nothing else."""

    reason = forms.CharField(label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AttendanceForm(BaseForm):
    """The register of a meeting: one question a person of the body, and the names of substitutes.

    ``came`` is what the register says, once the form is valid.
    """

    def __init__(
        self, *args: Any, expected: Sequence[Expected], others: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        substitutes = {one.seat_id: one.person_id for one in others if one.presence == Presence.SUBSTITUTE}
        people = Person.objects.filter(is_active=True).select_related("organisation")
        choices = [("", "Nobody"), *((person.pk, with_organisation(person)) for person in people)]
        self.people = {person.pk: person for person in people}
        for line in expected:
            self.fields[f"person-{line.person.pk}"] = forms.ChoiceField(
                label=_whose(line),
                choices=[
                    (one.value, one.label.capitalize())
                    for one in (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)
                ],
                widget=forms.RadioSelect,
                initial=line.noted.presence
                if line.noted
                else Presence.PRESENT
                if line.seat
                else Presence.ABSENT,
                error_messages={"required": f"Say how {line.person} was at the meeting"},
            )
            if line.seat:
                self.fields[f"for-{line.person.pk}"] = forms.ChoiceField(
                    label="Substitute",
                    choices=choices,
                    required=False,
                    initial=substitutes.get(line.seat.pk, ""),
                )

    @property
    def lines(self) -> list[tuple[Expected, Any, Any]]:
        """Each person with the fields about them: how they were, and who came for them."""
        return [
            (
                line,
                self[f"person-{line.person.pk}"],
                self[f"for-{line.person.pk}"] if line.seat else None,
            )
            for line in self.expected
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named: set[int] = set()
        for line in self.expected:
            substitute = cleaned.get(f"for-{line.person.pk}")
            if not substitute:
                continue
            if cleaned.get(f"person-{line.person.pk}") == Presence.PRESENT:
                self.add_error(
                    f"for-{line.person.pk}", f"{line.person} was present, so nobody sat in their seat"
                )
            if int(substitute) in named or self._is_present(int(substitute), cleaned):
                self.add_error(
                    f"for-{line.person.pk}", "This person was at the meeting already; choose another"
                )
            named.add(int(substitute))
        return cleaned

    @property
    def came(self) -> list[Came]:
        """Everybody's line, and one for each substitute."""
        said = self.cleaned_data
        named = {
            int(said[f"for-{line.person.pk}"]) for line in self.expected if said.get(f"for-{line.person.pk}")
        }
        came = [
            Came(line.person, line.seat, said[f"person-{line.person.pk}"])
            for line in self.expected
            if line.person.pk not in named
        ]
        return came + [
            Came(self.people[int(said[f"for-{line.person.pk}"])], line.seat, Presence.SUBSTITUTE)
            for line in self.expected
            if said.get(f"for-{line.person.pk}")
        ]

    def _is_present(self, person_id: int, cleaned: dict[str, Any]) -> bool:
        """Whether somebody with a seat of their own says that they sat in it."""
        own = any(line.person.pk == person_id and line.seat for line in self.expected)
        return own and cleaned.get(f"person-{person_id}") == Presence.PRESENT


class MinutesForm(BaseForm):
    """What was said, item by item."""

    def __init__(self, *args: Any, meeting: Meeting, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for number, item in enumerate(items, start=1):
            self.fields[f"item-{item.pk}"] = _words(f"{number}. {item.title}", item.minutes)
        self.fields["minutes"] = _words("Anything else", meeting.minutes)

    @property
    def said(self) -> dict[AgendaItem, str]:
        """What was said under each item."""
        return {item: self.cleaned_data[f"item-{item.pk}"] for item in self.items}


class DecisionForm(BaseForm):
    """What was decided, in the words of the minutes."""

    wording = forms.CharField(
        label="What was decided",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="As it is to stand in the minutes. Once they are agreed it never changes.",
    )
    item = forms.ModelChoiceField(
        queryset=AgendaItem.objects.none(),
        label="Under which item",
        required=False,
        empty_label="None of them",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()


class DecisionActionForm(ProposeForm):
    """The action that a decision asks for."""


class AgreeForm(BaseForm):
    """That the body has agreed its minutes."""

    is_sure = forms.BooleanField(
        label="Yes: the body has agreed these minutes",
        error_messages={"required": "Tick to confirm that the minutes are agreed"},
    )


def moment(day: date, at: time) -> datetime:
    """A time of day on a day, by the clock of this place."""
    return timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())


def _words(label: str, now: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=10000, initial=now, widget=forms.Textarea(attrs={"rows": 4})
    )


def _whose(line: Expected) -> str:
    if line.seat is None:
        return f"{line.person}, {line.membership.get_role_display()}"
    whose = line.seat.organisation.label if line.seat.organisation else line.seat.title or "independent"
    return f"{line.person}, {whose}"
