"""The words of scrutiny: kinds, states and answers, and the tables of legal moves.

A table of moves reads ``{verb: (states it may start from, state it ends in)}``. The values are stored in the
database and written into exports, so a code never changes its meaning; the labels are what a page shows.
"""

from typing import Final

from django.db.models import TextChoices

# --- the work programme ---------------------------------------------------------------------------------------


class TopicSource(TextChoices):
    """Who asked for it. A call for action is a councillor's, about a matter of their own ward."""

    MEMBER = "member", "a member"
    PUBLIC = "public", "the public"
    OFFICER = "officer", "an officer"
    CALL_FOR_ACTION = "call_for_action", "a councillor call for action"


class TopicState(TextChoices):
    """What the public sends is held until somebody has looked at it; what is turned away stays on record."""

    HELD = "held", "held for moderation"
    SUGGESTED = "suggested", "suggested"
    TAKEN_UP = "taken_up", "taken up"
    MERGED = "merged", "merged with another"
    REJECTED = "rejected", "not taken up"
    TURNED_AWAY = "turned_away", "turned away"


TOPIC_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "admit": (frozenset({"held"}), "suggested"),
    # Not a matter for scrutiny at all: spam, abuse, a private complaint.
    "turn_away": (frozenset({"held"}), "turned_away"),
    "take_up": (frozenset({"suggested"}), "taken_up"),
    "merge": (frozenset({"suggested"}), "merged"),
    "reject": (frozenset({"suggested"}), "rejected"),
}


# --- reviews --------------------------------------------------------------------------------------------------


class ReviewForm(TextChoices):
    """How the councils do it together; each form has other rights to ask for an answer."""

    JOINT_COMMITTEE = "joint_committee", "formal joint committee"
    HOST_COMMITTEE = "host_committee", "host committee with guests"
    NETWORK = "network", "informal network"


class CouncilRole(TextChoices):
    HOST = "host", "host"
    MEMBER = "member", "member"
    GUEST = "guest", "guest"


class ReviewState(TextChoices):
    PROPOSED = "proposed", "proposed"
    SCOPED = "scoped", "scoped"
    GATHERING = "gathering", "gathering evidence"
    DRAFTING = "drafting", "drafting"
    APPROVED = "approved", "approved"
    ISSUED = "issued", "issued"
    MONITORING = "monitoring", "in monitoring"
    CLOSED = "closed", "closed"


REVIEW_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "scope": (frozenset({"proposed"}), "scoped"),
    "gather": (frozenset({"scoped"}), "gathering"),
    "draft": (frozenset({"gathering"}), "drafting"),
    # The draft shows a gap: back to gathering, with the reason.
    "gather_more": (frozenset({"drafting"}), "gathering"),
    # The commissioning committee's.
    "approve": (frozenset({"drafting"}), "approved"),
    # The committee wants something changed before it is issued, with the reason.
    "send_back": (frozenset({"approved"}), "drafting"),
    "issue": (frozenset({"approved"}), "issued"),
    "monitor": (frozenset({"issued"}), "monitoring"),
    "close": (frozenset({"monitoring"}), "closed"),
}

BEFORE_ISSUE: Final = (
    ReviewState.PROPOSED,
    ReviewState.SCOPED,
    ReviewState.GATHERING,
    ReviewState.DRAFTING,
    ReviewState.APPROVED,
)
"""While the workings are the review's own; from *issued* on everybody reads them, by audience."""

WORKING: Final = (ReviewState.SCOPED, ReviewState.GATHERING, ReviewState.DRAFTING)
"""While evidence is taken and findings are written."""


# --- evidence and texts ---------------------------------------------------------------------------------------


class EvidenceKind(TextChoices):
    DOCUMENT = "document", "document"
    WITNESS = "witness", "witness heard"
    VISIT = "visit", "visit"
    WRITTEN = "written", "written submission"
    DATA = "data", "figure of an indicator"


class Audience(TextChoices):
    """Who may read a text: everybody; those of the review; or only the persons named on it."""

    PUBLIC = "public", "public"
    EXEMPT = "exempt", "exempt"
    CONFIDENTIAL = "confidential", "confidential"


# --- recommendations and their answers ------------------------------------------------------------------------


class Basis(TextChoices):
    """Why an addressee must answer, or must not: each with its clock, or with none."""

    TWO_MONTHS = "two_months", "Must respond in two months"
    DAYS_28 = "days_28", "Must respond in 28 days"
    HAVE_REGARD = "have_regard", "Must have regard"
    ASKED = "asked", "Asked to respond"


TIMED: Final = (Basis.TWO_MONTHS, Basis.DAYS_28)
"""The duties whose clock runs from what was received."""


class AskState(TextChoices):
    """One recommendation to one addressee."""

    DRAFTED = "drafted", "drafted"
    SENT = "sent", "sent"
    ANSWERED = "answered", "answered"
    CLOSED = "closed", "closed"
    WITHDRAWN = "withdrawn", "withdrawn"


ASK_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "send": (frozenset({"drafted"}), "sent"),
    "answer": (frozenset({"sent"}), "answered"),
    # Members, at a session. No officer closes anything.
    "close": (frozenset({"sent", "answered"}), "closed"),
    "reopen": (frozenset({"closed"}), "answered"),
    "reopen_unanswered": (frozenset({"closed"}), "sent"),
    "withdraw": (frozenset({"sent", "answered"}), "withdrawn"),
}


class Verdict(TextChoices):
    """The answer to a recommendation; each gives its reasons. The codes are those of the marks."""

    ACCEPTED = "accepted", "accepted"
    IN_PART = "accepted_in_part", "accepted in part"
    REJECTED = "rejected", "rejected"


class Progress(TextChoices):
    """How far an accepted recommendation has come: a claim until members accept it."""

    IMPLEMENTED = "implemented", "done"
    PARTLY = "partly", "partly done"
    NOT = "not", "not done"
    SUPERSEDED = "superseded", "superseded"


class ClaimVerdict(TextChoices):
    WAITING = "waiting", "waits for members"
    ACCEPTED = "accepted", "accepted by members"
    NOT_ACCEPTED = "not_accepted", "not accepted by members"


class Made(TextChoices):
    """Scrutiny's own outcome: whether an accepted recommendation changed what it set out to change."""

    DIFFERENCE = "difference", "made a difference"
    NO_DIFFERENCE = "no_difference", "made no difference"
    NO_EVIDENCE = "no_evidence", "no evidence either way"


class ReportAudience(TextChoices):
    """Which of the texts a frozen report holds. Confidential ones stand in none of them."""

    PUBLIC = "public", "public"
    MEMBERS = "members", "members of the review"


class ChallengeState(TextChoices):
    ASKED = "asked", "asked"
    ANSWERED = "answered", "answered"
    CLOSED = "closed", "closed"


CHALLENGE_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "answer": (frozenset({"asked"}), "answered"),
    # The answer did not meet the question; the follow-up says what is still to be said.
    "follow_up": (frozenset({"answered"}), "asked"),
    "close": (frozenset({"answered"}), "closed"),
}


class BulletinKind(TextChoices):
    QUARTER = "quarter", "quarterly bulletin"
    YEAR = "year", "yearly report"


class NoticeKind(TextChoices):
    """When an addressee is told of a deadline."""

    BEFORE = "before", "before the deadline"
    ON = "on", "on the day"
    AFTER = "after", "after it"
    CHECK = "check", "a check is due"
