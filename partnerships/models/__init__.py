from partnerships.models.action import Action, ActionNote
from partnerships.models.api_token import ApiToken
from partnerships.models.area import Area
from partnerships.models.body import Body, Membership, Seat
from partnerships.models.calendar import CalendarKey, Invitation
from partnerships.models.election import PreElectionPeriod
from partnerships.models.finding import Finding
from partnerships.models.funding import AlignedMoney, Allocation, FundingStream
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
from partnerships.models.posted_notice import NoticeChoice, PostedNotice
from partnerships.models.practice import PracticeCopy, PracticeNote
from partnerships.models.priority import DistrictPriority
from partnerships.models.programme import Benefit, BenefitAction, BenefitNote, FundedPost, Programme
from partnerships.models.project import BenefitsReport, Claim, Project
from partnerships.models.risk import Risk, RiskAction, RiskAppetite, RiskAssessment
from partnerships.models.strategy import Challenge, Outcome, Strategy
from partnerships.models.training import Training

__all__ = [
    "Action",
    "ActionNote",
    "AgendaItem",
    "AlignedMoney",
    "Allocation",
    "ApiToken",
    "Area",
    "Attendance",
    "Benefit",
    "BenefitAction",
    "BenefitNote",
    "BenefitsReport",
    "Body",
    "CalendarKey",
    "Challenge",
    "Claim",
    "Decision",
    "DecisionAction",
    "DistrictPriority",
    "Finding",
    "FundedPost",
    "FundingStream",
    "Interest",
    "Invitation",
    "Meeting",
    "Membership",
    "Notice",
    "NoticeChoice",
    "Organisation",
    "Outcome",
    "Paper",
    "Partnership",
    "Person",
    "PostedNotice",
    "PracticeCopy",
    "PracticeNote",
    "PreElectionPeriod",
    "Programme",
    "Project",
    "Risk",
    "RiskAction",
    "RiskAppetite",
    "RiskAssessment",
    "Seat",
    "StandingItem",
    "Strategy",
    "Training",
]
