"""Who may do what in the partnership. Roles follow from seats and duties held on the partnership's day.

Predicates state a fact about a person and one record; no record means no. The policy is the list at the end.
"""

from __future__ import annotations

import rules

from dorset_lsp.common.rules import is_administrator
from dorset_lsp.common.today import today
from partnerships.enums import LEADING_ROLES, BodyKind, PaperAudience
from partnerships.models import (
    Action,
    AlignedMoney,
    Allocation,
    ApiToken,
    Benefit,
    Body,
    Claim,
    Finding,
    Meeting,
    Organisation,
    Paper,
    Person,
    PracticeNote,
    Project,
    Risk,
)
from partnerships.standing import NOBODY, Standing


def standing(person: Person) -> Standing:
    """The standing of whoever asks, today; of nobody for someone who is not signed in."""
    return person.standing(today()) if person.is_authenticated else NOBODY


@rules.predicate
def is_coordinator(person: Person) -> bool:
    return standing(person).is_coordinator


@rules.predicate
def is_chair(person: Person) -> bool:
    return standing(person).is_chair


@rules.predicate
def is_member_of_any_body(person: Person) -> bool:
    return standing(person).is_member_of_any_body


@rules.predicate
def leads_the_body(person: Person, body: Body | None) -> bool:
    return body is not None and body.pk in standing(person).led_body_ids


@rules.predicate
def leads_the_committee_above(person: Person, body: Body | None) -> bool:
    """Acts for the scrutiny committee whose task and finish group this is: it says who sits on it."""
    if body is None or body.kind != BodyKind.TASK_AND_FINISH_GROUP:
        return False
    return body.parent_id in standing(person).led_body_ids


@rules.predicate
def leads_the_actions_body(person: Person, action: Action | None) -> bool:
    return action is not None and action.body_id in standing(person).led_body_ids


@rules.predicate
def works_on_the_action(person: Person, action: Action | None) -> bool:
    """The action's lead, or somebody of the organisation that answers for it."""
    if action is None or not person.is_authenticated:
        return False
    return action.lead_id == person.pk or action.organisation_id == person.organisation_id


@rules.predicate
def is_oneself(person: Person, account: Person | None) -> bool:
    return account is not None and person.pk == account.pk


@rules.predicate
def leads_the_risks_body(person: Person, risk: Risk | None) -> bool:
    return risk is not None and risk.body_id in standing(person).led_body_ids


@rules.predicate
def owns_the_risk(person: Person, risk: Risk | None) -> bool:
    return risk is not None and person.is_authenticated and risk.owner_id == person.pk


@rules.predicate
def is_of_the_risk_owners_organisation(person: Person, risk: Risk | None) -> bool:
    return risk is not None and _is_of(person, risk.owner.organisation_id)


@rules.predicate
def may_apply_to_the_allocation(person: Person, allocation: Allocation | None) -> bool:
    """Somebody of an organisation; of that one alone where the allocation is for one."""
    if allocation is None or not person.is_authenticated or person.organisation_id is None:
        return False
    return allocation.organisation_id in (None, person.organisation_id)


@rules.predicate
def is_of_the_projects_organisation(person: Person, project: Project | None) -> bool:
    return project is not None and _is_of(person, project.organisation_id)


@rules.predicate
def is_applied_for(person: Person, project: Project | None) -> bool:
    """An application that was made, whatever became of it: no draft."""
    return project is not None and project.applied_on is not None


@rules.predicate
def is_funded(person: Person, project: Project | None) -> bool:
    return project is not None and project.is_funded


@rules.predicate
def is_about_a_claim(person: Person, claim: Claim | None) -> bool:
    return claim is not None


@rules.predicate
def belongs_to_the_organisation(person: Person, organisation: Organisation | None) -> bool:
    return organisation is not None and _is_of(person, organisation.pk)


@rules.predicate
def is_of_the_aligning_organisation(person: Person, money: AlignedMoney | None) -> bool:
    return money is not None and _is_of(person, money.organisation_id)


@rules.predicate
def leads_a_bridging_group(person: Person) -> bool:
    return standing(person).holds(BodyKind.BRIDGING_GROUP, *LEADING_ROLES)


@rules.predicate
def is_about_a_finding(person: Person, finding: Finding | None) -> bool:
    return finding is not None


@rules.predicate
def raised_the_finding(person: Person, finding: Finding | None) -> bool:
    return finding is not None and person.is_authenticated and finding.raised_by_id == person.pk


@rules.predicate
def wrote_the_note(person: Person, note: PracticeNote | None) -> bool:
    return note is not None and person.is_authenticated and note.written_by_id == person.pk


@rules.predicate
def is_of_another_organisation_than_the_note(person: Person, note: PracticeNote | None) -> bool:
    if note is None or not person.is_authenticated or person.organisation_id is None:
        return False
    return person.organisation_id != note.organisation_id


@rules.predicate
def leads_the_benefit(person: Person, benefit: Benefit | None) -> bool:
    """The benefit's lead, or somebody of the organisation that answers for it."""
    if benefit is None or not person.is_authenticated:
        return False
    return benefit.lead_id == person.pk or _is_of(person, benefit.organisation_id)


@rules.predicate
def leads_the_programmes_body(person: Person, benefit: Benefit | None) -> bool:
    return benefit is not None and benefit.programme.body_id in standing(person).led_body_ids


def _is_of(person: Person, organisation_id: int | None) -> bool:
    """Whether somebody works for that organisation; one without an organisation works for none."""
    return (
        person.is_authenticated and organisation_id is not None and person.organisation_id == organisation_id
    )


rules.add_perm(
    "partnerships.view_risk", is_member_of_any_body | owns_the_risk | is_of_the_risk_owners_organisation
)
rules.add_perm("partnerships.raise_risk", is_coordinator | leads_the_body)
rules.add_perm("partnerships.edit_risk", is_coordinator | leads_the_risks_body)
rules.add_perm("partnerships.assess_risk", is_coordinator | leads_the_risks_body | owns_the_risk)

rules.add_perm("partnerships.run_funding", is_coordinator)
rules.add_perm("partnerships.begin_project", may_apply_to_the_allocation)
rules.add_perm(
    "partnerships.view_project",
    is_funded | is_of_the_projects_organisation | (is_coordinator | is_chair) & is_applied_for,
)
rules.add_perm("partnerships.edit_project", is_of_the_projects_organisation)
rules.add_perm("partnerships.decide_project", is_coordinator & is_applied_for)
rules.add_perm("partnerships.settle_claim", is_coordinator & is_about_a_claim)
rules.add_perm(
    "partnerships.declare_aligned", is_coordinator | belongs_to_the_organisation & is_member_of_any_body
)
rules.add_perm(
    "partnerships.withdraw_aligned", is_coordinator | is_of_the_aligning_organisation & is_member_of_any_body
)

rules.add_perm("partnerships.raise_finding", is_member_of_any_body)
rules.add_perm("partnerships.edit_finding", is_coordinator | leads_a_bridging_group | raised_the_finding)
rules.add_perm("partnerships.settle_finding", (is_coordinator | leads_a_bridging_group) & is_about_a_finding)

rules.add_perm("partnerships.send_notice", rules.always_false)  # the timetable's alone

rules.add_perm("partnerships.write_practice", is_member_of_any_body)
rules.add_perm("partnerships.edit_practice", is_coordinator | wrote_the_note)
rules.add_perm("partnerships.copy_practice", is_member_of_any_body & is_of_another_organisation_than_the_note)

rules.add_perm(
    "partnerships.progress_benefit", is_coordinator | leads_the_programmes_body | leads_the_benefit
)
rules.add_perm("partnerships.edit_benefit", is_coordinator | leads_the_programmes_body)


@rules.predicate
def leads_the_meetings_body(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.body_id in standing(person).led_body_ids


@rules.predicate
def is_of_the_meetings_body(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.body_id in standing(person).body_ids


@rules.predicate
def has_agreed_minutes(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.is_settled


@rules.predicate
def is_open_to_everybody(person: Person, paper: Paper | None) -> bool:
    return paper is not None and paper.audience == PaperAudience.OPEN


@rules.predicate
def is_of_the_papers_body(person: Person, paper: Paper | None) -> bool:
    return paper is not None and paper.meeting.body_id in standing(person).body_ids


@rules.predicate
def belongs_to_it(person: Person, organisation: Organisation | None) -> bool:
    return organisation is not None and person.is_authenticated and person.organisation_id == organisation.pk


@rules.predicate
def is_of_the_tokens_organisation(person: Person, token: ApiToken | None) -> bool:
    return token is not None and belongs_to_it(person, token.organisation)


rules.add_perm("partnerships.make_token", belongs_to_it)
rules.add_perm("partnerships.revoke_token", is_of_the_tokens_organisation | is_coordinator | is_administrator)
rules.add_perm("partnerships.edit_account", is_oneself)
rules.add_perm("partnerships.export_person", is_oneself | is_administrator)
rules.add_perm("partnerships.declare_interest", is_oneself | is_coordinator)
rules.add_perm("partnerships.note_training", is_coordinator)
rules.add_perm("partnerships.view_action", is_member_of_any_body | works_on_the_action)
rules.add_perm("partnerships.raise_action", is_coordinator | leads_the_body)
rules.add_perm("partnerships.edit_action", is_coordinator | leads_the_actions_body)
rules.add_perm("partnerships.progress_action", is_coordinator | leads_the_actions_body | works_on_the_action)
rules.add_perm("partnerships.edit_body", is_coordinator)
rules.add_perm("partnerships.appoint", is_coordinator | is_administrator | leads_the_committee_above)
rules.add_perm("partnerships.invite", is_coordinator | is_administrator)
rules.add_perm("partnerships.schedule_meeting", is_coordinator | leads_the_body)
rules.add_perm("partnerships.run_meeting", is_coordinator | leads_the_meetings_body)
rules.add_perm("partnerships.read_minutes", has_agreed_minutes | is_coordinator | is_of_the_meetings_body)
rules.add_perm("partnerships.view_paper", is_open_to_everybody | is_coordinator | is_of_the_papers_body)
