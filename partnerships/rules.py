"""Who may do what in the partnership. Roles follow from seats and duties held on the partnership's day.

Predicates state a fact about a person and one record; no record means no. The policy is the list at the end.
"""

from __future__ import annotations

import rules

from dorset_lsp.common.rules import is_administrator
from dorset_lsp.common.today import today
from partnerships.enums import BodyKind, PaperAudience
from partnerships.models import Action, Body, Meeting, Paper, Person
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


rules.add_perm("partnerships.edit_account", is_oneself)
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
