"""Laws about all models. A law has exceptions only by name, each with its reason."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import models

from tests.schema.laws import labels, our_models

ALONE_AT = {
    "common.AuditEvent.at": "by_name stands beside it: the one who made the change",
    "common.StateChange.at": "by_name stands beside it: the one who made the move",
    "common.Job.queued_at": "a job is the system's own; who asked stands in the audit event",
    "common.Job.due_at": "when a worker may have it; nobody's act",
    "common.Job.started_at": "a worker's act",
    "common.Job.finished_at": "a worker's act",
    "common.PeriodicRun.started_at": "the timetable's act",
    "common.PeriodicRun.finished_at": "the timetable's act",
    "common.SentMail.sent_at": "the system's act",
    "performance.Pull.fetched_at": "by_name stands beside it: the one who asked, or the timetable",
    "partnerships.ApiToken.last_used_at": "the act of the system that shows it",
    "partnerships.Meeting.starts_at": "when a meeting begins; nobody's act",
    "partnerships.Meeting.ends_at": "when a meeting ends; nobody's act",
    "common.AuditCheck.checked_at": "the timetable's act",
    "common.AuditSeal.sealed_at": "the timetable's act",
    "site.LastLook.looked_at": "the person's own act",
}
ALONE_ON = {
    "scrutiny.Topic.asked_on": "the public asks without an account; the name stands beside it",
    "performance.Rebase.recorded_on": "a folder may not say who; the name stands beside it",
    "performance.Edition.published_on": "a folder's past may have been published by a named job, which has no key",
}
PARTS = {
    "scrutiny.BankHoliday": "open to everybody, beside a deadline",
    "scrutiny.ChallengeWord": "of its challenge",
    "scrutiny.Criterion": "open to everybody, beside a topic",
    "scrutiny.DeadlineNotice": "the administrator's",
    "scrutiny.ExemptParagraph": "open to everybody, beside a text that is left out",
    "scrutiny.Interest": "of its review, whose page says when",
    "scrutiny.LineOfEnquiry": "of its review",
    "scrutiny.ParticipatingCouncil": "of its review",
    "scrutiny.RecommendationAction": "of its ask and its action",
    "scrutiny.Responder": "of its addressee",
    "scrutiny.ScopeVersion": "of its review",
    "scrutiny.SealedWords": "nobody's but through its passage",
    "scrutiny.TopicMark": "of its topic",
    "common.AuditEvent": "the administrator's, through the record that it is about",
    "common.StateChange": "the history of a record",
    "common.AuditCheck": "the administrator's",
    "common.AuditSeal": "the administrator's, and whoever verifies the history",
    "common.Job": "the administrator's",
    "common.PeriodicRun": "the administrator's, and the page of jobs",
    "common.Clock": "today's date",
    "common.Stamp": "what is kept in the cache",
    "common.SentMail": "of a demonstration only, whose mail is open to all who are signed in",
    "site.FolderUpload": "the administrator's",
    "site.LastLook": "one's own",
    "partnerships.Partnership": "the name on every page",
    "partnerships.RiskAppetite": "the rule behind every risk's layer",
    "partnerships.RiskAssessment": "of its risk",
    "partnerships.BenefitsReport": "of its project",
    "partnerships.PracticeCopy": "of its note",
    "partnerships.BenefitNote": "of its benefit",
    "partnerships.FundedPost": "of its programme",
    "partnerships.Seat": "of its body",
    "partnerships.Membership": "of its body and its person",
    "partnerships.ActionNote": "of its action",
    "partnerships.CalendarKey": "one's own",
    "performance.Delivery": "the administrator's",
    "partnerships.Invitation": "of its meeting, to those who run it",
    "partnerships.Notice": "the administrator's",
    "partnerships.NoticeChoice": "one's own",
    "partnerships.StandingItem": "the administrator's",
    "partnerships.DecisionAction": "of its decision and its action",
    "partnerships.Strategy": "open to everybody, with its outcomes",
    "partnerships.Challenge": "of its strategy",
    "performance.AgreementVersion": "of its agreement",
    "performance.Target": "of its indicator",
    "performance.TargetPoint": "of its target",
    "performance.RefreshLine": "of its refresh",
    "performance.RefreshPoint": "of its refresh",
    "performance.DefinitionVersion": "of its indicator",
    "performance.IndicatorAlias": "of its indicator",
    "performance.IndicatorArea": "of its indicator",
    "performance.ReturnFigure": "of its return",
    "performance.ReopenRequest": "of its return",
    "performance.ReturnReminder": "of its return",
    "performance.Pull": "of its source",
    "performance.LateNotice": "of its round",
    "performance.LeadNotice": "the administrator's",
    "performance.ScorecardLine": "of its scorecard",
    "performance.ReportData": "of its edition; open to everybody as the report's JSON file",
    "performance.ReportSeal": "of its edition",
    "delivery_chain.Framework": "open to everybody, with its versions",
    "delivery_chain.Stage": "of its version",
    "delivery_chain.GroupMember": "of its group",
    "delivery_chain.GroupRating": "sealed: its manager gives out what has been opened, and its visible_to what is one's own",
    "delivery_chain.IndividualSheet": "of its review; what it says is sealed",
    "delivery_chain.IndividualRating": "sealed: its manager gives out what has been opened",
    "delivery_chain.Dissent": "of its review, with the comparison",
    "delivery_chain.Actor": "of its map",
    "delivery_chain.Link": "of its map",
    "delivery_chain.SheetReminder": "of its group",
    "delivery_chain.NextRoundNotice": "of its review",
    "delivery_chain.UndoneNotice": "of its action",
}


def fields_named(ending: str, kind: type[models.Field]) -> list[tuple[str, models.Field, set[str]]]:
    """(path, field, names of the model's fields) of every field of exactly this kind with such a name."""
    return [
        (f"{model._meta.label}.{field.name}", field, {one.name for one in model._meta.fields})
        for model in our_models()
        for field in model._meta.fields
        if type(field) is kind and (field.name == ending[1:] or field.name.endswith(ending))
    ]


def constrained_together(model: type[models.Model], *names: str) -> bool:
    """Whether one CHECK speaks of these fields being empty or not."""
    conditions = [
        str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint)
    ]
    return any(all(f"{name}__isnull" in condition for name in names) for condition in conditions)


def test_every_moment_says_who_made_it():
    alone = {
        path
        for path, field, names in fields_named("_at", models.DateTimeField)
        if f"{field.name[:-3]}_by" not in names
    }

    assert alone == set(ALONE_AT)


def test_every_moment_is_named_for_what_happened_then():
    odd = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if type(field) is models.DateTimeField and field.name != "at" and not field.name.endswith("_at")
    }

    # A lease runs until a moment; the other two are Django's names for an account.
    assert odd == {
        "common.Job.lease_until",
        "partnerships.Person.date_joined",
        "partnerships.Person.last_login",
    }


def test_a_day_and_the_person_who_acted_on_it_are_set_together():
    unpaired = set()
    for path, field, names in fields_named("_on", models.DateField):
        by = f"{field.name[:-3]}_by"
        if by not in names:
            continue
        both = [field, field.model._meta.get_field(by)]
        if any(one.null for one in both) and not constrained_together(field.model, field.name, by):
            unpaired.add(path)

    assert unpaired == set(ALONE_ON)


def test_every_person_who_acted_has_a_day():
    without = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if field.name.endswith("_by") and field.is_relation
        and f"{field.name[:-3]}_on" not in {one.name for one in model._meta.fields}
    }  # fmt: skip

    assert without == set()


def test_every_choice_is_held_by_the_database():
    loose = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if field.choices
        and f"{model._meta.model_name}_{field.name}_is_known"
        not in {one.name for one in model._meta.constraints}
    }

    assert loose == set()


def test_every_state_is_one_of_a_closed_list():
    states = {
        f"{model._meta.label}.{field.name}": bool(field.choices)
        for model in our_models()
        for field in model._meta.fields
        if field.name == "state"
    }

    assert set(states.values()) == {True}


def test_every_half_open_span_is_in_order():
    spans = [
        (model, start, start.replace("from", "to"))
        for model in our_models()
        for start in ("from_on", "period_from")
        if {start, start.replace("from", "to")} <= {field.name for field in model._meta.fields}
    ]
    loose = [
        (model._meta.label, start)
        for model, start, end in spans
        if f"{model._meta.model_name}_{start}_before_{end}"
        not in {one.name for one in model._meta.constraints}
    ]

    assert (len(spans) > 5, loose) == (True, [])


def test_every_model_is_in_the_admin():
    assert labels([model for model in our_models() if not admin.site.is_registered(model)]) == []


def test_every_model_that_people_see_says_who_sees_it():
    silent = [model for model in our_models() if not hasattr(model._default_manager.all(), "visible_to")]

    assert labels(silent) == sorted(PARTS)


def test_every_model_with_a_page_of_its_own_says_who_sees_it():
    pages = [model for model in our_models() if hasattr(model, "get_absolute_url")]

    assert [model for model in pages if not hasattr(model._default_manager.all(), "visible_to")] == []
    assert len(pages) > 5


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_says_what_it_is_and_what_it_is_called(model):
    assert (
        model.__doc__.startswith(f"{model.__name__}(") is False
    )  # Django writes such a docstring where there is none
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_no_record_takes_others_with_it_unless_it_is_a_part_of_them(model):
    """CASCADE is for the parts of one thing; whatever has a history is PROTECTed."""
    cascading = {field.name for field in model._meta.fields if field.is_relation and _deletes(field)}

    assert cascading <= {"of_return", "indicator", "target", "scorecard", "refresh", "line"}
    assert not cascading or model._meta.label in PARTS


def _deletes(field: models.Field) -> bool:
    return field.remote_field.on_delete is models.CASCADE
