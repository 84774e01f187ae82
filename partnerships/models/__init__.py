from partnerships.models.action import Action, ActionNote
from partnerships.models.area import Area
from partnerships.models.body import Body, Membership, Seat
from partnerships.models.meeting import AgendaItem, Attendance, Decision, DecisionAction, Meeting, Paper
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership
from partnerships.models.person import Person
from partnerships.models.strategy import Challenge, Outcome, Strategy

__all__ = [
    "Action",
    "ActionNote",
    "AgendaItem",
    "Area",
    "Attendance",
    "Body",
    "Challenge",
    "Decision",
    "DecisionAction",
    "Meeting",
    "Membership",
    "Organisation",
    "Outcome",
    "Paper",
    "Partnership",
    "Person",
    "Seat",
    "Strategy",
]
