from scrutiny.models.challenge import Bulletin, Challenge, ChallengeWord, DeadlineNotice
from scrutiny.models.evidence import Evidence, FactCheck, Finding
from scrutiny.models.passage import ExemptParagraph, Passage, SealedWords
from scrutiny.models.recommendation import (
    Addressee,
    Ask,
    BankHoliday,
    Recommendation,
    RecommendationAction,
    Responder,
)
from scrutiny.models.report import ReportEdition, ReportFile
from scrutiny.models.response import Claim, Clarification, Response, ResponseDraft
from scrutiny.models.review import Interest, LineOfEnquiry, ParticipatingCouncil, ScopeVersion, ScrutinyReview
from scrutiny.models.topic import Criterion, Topic, TopicMark

__all__ = [
    "Addressee",
    "Ask",
    "BankHoliday",
    "Bulletin",
    "Challenge",
    "ChallengeWord",
    "Claim",
    "Clarification",
    "Criterion",
    "DeadlineNotice",
    "Evidence",
    "ExemptParagraph",
    "FactCheck",
    "Finding",
    "Interest",
    "LineOfEnquiry",
    "ParticipatingCouncil",
    "Passage",
    "Recommendation",
    "RecommendationAction",
    "ReportEdition",
    "ReportFile",
    "Responder",
    "Response",
    "ResponseDraft",
    "ScopeVersion",
    "ScrutinyReview",
    "SealedWords",
    "Topic",
    "TopicMark",
]
