"""Who may do what with indicators, rounds and returns. The table is in the partnership's rules; this is its text.

"May this person" and "is it possible now" are separate: ``can_be_*`` predicates ask the table of legal moves, so
that a button vanishes when its move is impossible, and the change asks again on its own.
"""

from __future__ import annotations

from typing import Any

import rules

from dorset_lsp.common.rules import is_administrator
from partnerships.models import ApiToken, Organisation, Person
from partnerships.rules import is_chair, is_coordinator, is_member_of_any_body, standing
from performance.enums import RETURN_MOVES, RefreshState, ReturnState, RoundState
from performance.models import (
    Agreement,
    CorporateMeasure,
    Indicator,
    QuarantinedRow,
    Refresh,
    Result,
    Return,
    Round,
    Source,
    WorkbookUpload,
)

# --- facts about a person and a return ------------------------------------------------------------------------


@rules.predicate
def is_of_the_owners_organisation(person: Person, return_: Return | None) -> bool:
    """The person named on the indicator, or somebody of the organisation that answers for it."""
    return return_ is not None and _owns(person, return_.indicator)


@rules.predicate
def is_in_the_leads_group(person: Person, return_: Return | None) -> bool:
    """A member of the group that owns the indicator's outcome, in any role."""
    return return_ is not None and return_.indicator.outcome.body_id in standing(person).body_ids


@rules.predicate
def leads_the_outcomes_group(person: Person, return_: Return | None) -> bool:
    """Chair, vice chair or support of the group that owns the indicator's outcome."""
    return return_ is not None and return_.indicator.outcome.body_id in standing(person).led_body_ids


@rules.predicate
def answered_it(person: Person, return_: Return | None) -> bool:
    """Named on the indicator, or the one who saved or submitted the figure: nobody verifies their own."""
    if return_ is None:
        return False
    return person.pk in (return_.indicator.owner_id, return_.saved_by_id, return_.submitted_by_id)


@rules.predicate
def is_being_drafted(person: Person, return_: Return | None) -> bool:
    return return_ is not None and return_.state in (ReturnState.NOT_STARTED, ReturnState.DRAFT)


@rules.predicate
def is_under_check(person: Person, return_: Return | None) -> bool:
    return return_ is not None and return_.state in (ReturnState.SUBMITTED, ReturnState.VERIFIED)


@rules.predicate
def is_published(person: Person, return_: Return | None) -> bool:
    return return_ is not None and return_.state == ReturnState.PUBLISHED


def can_be(verb: str) -> Any:
    """Whether the table of legal moves allows the verb from the return's present state."""

    @rules.predicate(name=f"can_be:{verb}")
    def possible(person: Person, return_: Return | None) -> bool:
        return return_ is not None and return_.state in RETURN_MOVES[verb][0]

    return possible


# --- facts about a person and other records -------------------------------------------------------------------


@rules.predicate
def leads_the_results_group(person: Person, result: Result | None) -> bool:
    return result is not None and result.outcome.body_id in standing(person).led_body_ids


@rules.predicate
def leads_the_indicators_group(person: Person, indicator: Indicator | None) -> bool:
    """Chair, vice chair or support of the group that owns the indicator's outcome."""
    return indicator is not None and indicator.outcome.body_id in standing(person).led_body_ids


@rules.predicate
def leads_a_target_of_the_agreement(person: Person, agreement: Agreement | None) -> bool:
    """Leads the group of an outcome on which the agreement has a target."""
    led = standing(person).led_body_ids
    return (
        agreement is not None
        and bool(led)
        and Indicator.objects.filter(targets__version__agreement=agreement, outcome__body__in=led).exists()
    )


@rules.predicate
def began_the_refresh(person: Person, refresh: Refresh | None) -> bool:
    return refresh is not None and person.is_authenticated and refresh.begun_by_id == person.pk


@rules.predicate
def was_proposed(person: Person, refresh: Refresh | None) -> bool:
    return refresh is not None and refresh.state not in (RefreshState.DRAFT, RefreshState.DISCARDED)


@rules.predicate
def concerns_a_refresh(person: Person, refresh: Refresh | None) -> bool:
    return refresh is not None


@rules.predicate
def is_a_draft(person: Person, refresh: Refresh | None) -> bool:
    return refresh is not None and refresh.state == RefreshState.DRAFT


@rules.predicate
def works_for(person: Person, organisation: Organisation | None) -> bool:
    """Of the organisation's own people."""
    return organisation is not None and person.is_authenticated and person.organisation_id == organisation.pk


@rules.predicate
def works_for_whose_measure_it_is(person: Person, measure: CorporateMeasure | None) -> bool:
    return (
        measure is not None and person.is_authenticated and person.organisation_id == measure.organisation_id
    )


@rules.predicate
def is_a_shared_measure(person: Person, measure: CorporateMeasure | None) -> bool:
    return measure is not None and person.is_authenticated and measure.is_shared


@rules.predicate
def is_planned(person: Person, round_: Round | None) -> bool:
    return round_ is not None and round_.state == RoundState.PLANNED


@rules.predicate
def is_open(person: Person, round_: Round | None) -> bool:
    return round_ is not None and round_.state == RoundState.OPEN


@rules.predicate
def is_for_practice(person: Person, round_: Round | None) -> bool:
    return round_ is not None and round_.is_practice


@rules.predicate
def is_out(person: Person, round_: Round | None) -> bool:
    return round_ is not None and round_.state == RoundState.PUBLISHED


@rules.predicate
def is_asked_by(person: Person, round_: Round | None) -> bool:
    """The round asks for something that the person may answer."""
    return (
        round_ is not None
        and person.is_authenticated
        and Return.objects.answerable_by(person).filter(round=round_).exists()
    )


@rules.predicate
def made_the_upload(person: Person, upload: WorkbookUpload | None) -> bool:
    return upload is not None and person.is_authenticated and upload.uploaded_by_id == person.pk


def _owns(person: Person, indicator: Indicator) -> bool:
    return person.is_authenticated and (
        indicator.owner_id == person.pk or indicator.owner_organisation_id == person.organisation_id
    )


@rules.predicate
def answers_by_the_token(person: Person, token: ApiToken | None) -> bool:
    """It is their own token, made to answer returns."""
    return token is not None and token.person_id == person.pk and token.may_write


@rules.predicate
def is_of_the_sources_organisation(person: Person, source: Source | None) -> bool:
    return _is_of_the_source(person, source)


@rules.predicate
def is_of_the_rows_organisation(person: Person, row: QuarantinedRow | None) -> bool:
    return row is not None and _is_of_the_source(person, row.source)


def _is_of_the_source(person: Person, source: Source | None) -> bool:
    return source is not None and person.is_authenticated and person.organisation_id == source.organisation_id


# --- the policy -----------------------------------------------------------------------------------------------

is_concerned = is_of_the_owners_organisation | is_in_the_leads_group | is_coordinator

rules.add_perm(
    "performance.view_return", is_published | is_concerned & ~is_published | is_under_check & is_chair
)
# Who may answer at all, whatever the state: so that the second of two who type is told what became of it.
rules.add_perm("performance.answer_return", is_of_the_owners_organisation)
rules.add_perm("performance.save_return", is_of_the_owners_organisation & can_be("save_draft"))
rules.add_perm("performance.submit_return", is_of_the_owners_organisation & can_be("submit"))
rules.add_perm(
    "performance.restore_return",
    is_of_the_owners_organisation & (can_be("restore_draft") | can_be("restore_not_started")),
)
rules.add_perm("performance.withdraw_return", is_of_the_owners_organisation & can_be("withdraw"))
rules.add_perm(
    "performance.verify_return", (leads_the_outcomes_group | is_coordinator) & ~answered_it & can_be("verify")
)
rules.add_perm(
    "performance.send_back_return",
    (leads_the_outcomes_group | is_coordinator) & ~answered_it & can_be("send_back"),
)
# Who may check at all, whatever the state: so that the second of two verifiers is told who was faster.
rules.add_perm("performance.check_return", (leads_the_outcomes_group | is_coordinator) & ~answered_it)
rules.add_perm("performance.reopen_return", is_coordinator & (can_be("reopen") | can_be("reopen_published")))
rules.add_perm("performance.answer_reopen_request", is_coordinator)
rules.add_perm("performance.ask_to_reopen_return", is_of_the_owners_organisation | leads_the_outcomes_group)
rules.add_perm("performance.remind_of_return", (leads_the_outcomes_group | is_coordinator) & is_being_drafted)

rules.add_perm("performance.plan_round", is_coordinator)
# Who may run rounds at all, whatever the state: so that the second of two who publish is told who was faster.
rules.add_perm("performance.run_round", is_coordinator)
rules.add_perm("performance.open_round", is_coordinator & is_planned)
rules.add_perm("performance.alter_round", is_coordinator & ~is_out)
rules.add_perm("performance.publish_round", is_coordinator & is_open & ~is_for_practice)
rules.add_perm("performance.set_release", is_coordinator & ~is_for_practice)
rules.add_perm("performance.correct_round", is_coordinator & is_out)
rules.add_perm("performance.make_report", is_coordinator)
# The files of a report are kept by the job that makes them, never by a person.
rules.add_perm("performance.keep_report", rules.always_deny)
rules.add_perm("performance.follow_round", is_member_of_any_body)

# A workbook holds what one may answer; the co-ordinator's holds everything, to be read and handed on.
rules.add_perm("performance.download_workbook", is_asked_by | is_coordinator)
rules.add_perm("performance.upload_workbook", is_asked_by)
rules.add_perm("performance.view_upload", made_the_upload | is_coordinator)
rules.add_perm("performance.settle_upload", made_the_upload)

# Whoever answers for the outcome says when a chart starts afresh; the reason is open to everybody.
rules.add_perm("performance.rebase_indicator", leads_the_indicators_group | is_coordinator)

# Who leads an outcome proposes for its targets, the co-ordinator for all; the Board's chair decides, never on their own.
rules.add_perm("performance.propose_refresh", leads_a_target_of_the_agreement | is_coordinator)
rules.add_perm("performance.change_target", leads_the_indicators_group | is_coordinator)
rules.add_perm(
    "performance.view_refresh",
    concerns_a_refresh & (is_coordinator | began_the_refresh | was_proposed & is_member_of_any_body),
)
rules.add_perm("performance.alter_refresh", began_the_refresh & is_a_draft)
# Taking back, putting right and throwing away are the maker's, whatever the state: the table of moves says when.
rules.add_perm("performance.own_refresh", began_the_refresh)
# Who may decide at all, whatever the state: so that whoever comes second is told what became of it.
rules.add_perm("performance.decide_refresh", concerns_a_refresh & is_chair & ~began_the_refresh)

# What an organisation measures for itself is its own people's; shared, it is read by all who are signed in. No role beats that.
rules.add_perm("performance.keep_corporate", works_for)
rules.add_perm("performance.read_corporate_measure", works_for_whose_measure_it_is | is_a_shared_measure)

rules.add_perm("performance.record_history", rules.always_deny)
rules.add_perm("performance.act_on_result", is_coordinator | is_chair | leads_the_results_group)
rules.add_perm("performance.deliver", answers_by_the_token)

# A partner's file: set up by those who run the site, stopped by its organisation too; figures are let in by those who answer.
rules.add_perm("performance.view_source", is_coordinator | is_administrator | is_of_the_sources_organisation)
rules.add_perm("performance.set_up_source", is_coordinator | is_administrator)
rules.add_perm("performance.stop_source", is_coordinator | is_administrator | is_of_the_sources_organisation)
# Whoever settles its rows; asked for the whole file, to say for whom they wait.
rules.add_perm("performance.settle_source", is_coordinator | is_of_the_sources_organisation)
rules.add_perm("performance.settle_row", is_coordinator | is_of_the_rows_organisation)
rules.add_perm("performance.pull", rules.always_deny)  # the job's alone
