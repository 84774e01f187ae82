from partnerships.models.action import Action, ActionNote
from partnerships.models.area import Area
from partnerships.models.body import Body, Membership, Seat
from partnerships.models.calendar import CalendarKey, Invitation
from partnerships.models.interest import Interest
from partnerships.models.meeting import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionAction,
    Meeting,
    Paper,
    StandingItem,
)
from partnerships.models.notice import Notice
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership
from partnerships.models.person import Person
from partnerships.models.strategy import Challenge, Outcome, Strategy
from partnerships.models.training import Training

__all__ = [
    "Action",
    "ActionNote",
    "AgendaItem",
    "Area",
    "Attendance",
    "Body",
    "CalendarKey",
    "Challenge",
    "Decision",
    "DecisionAction",
    "Interest",
    "Invitation",
    "Meeting",
    "Membership",
    "Notice",
    "Organisation",
    "Outcome",
    "Paper",
    "Partnership",
    "Person",
    "Seat",
    "StandingItem",
    "Strategy",
    "Training",
]
