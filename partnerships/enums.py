"""The words of the partnership: kinds, roles and states, and the table of legal moves of an action."""

from django.db import models


class AreaKind(models.TextChoices):
    COUNTRY = "country", "country"
    COUNTY = "county", "county"
    DISTRICT = "district", "district"
    WARD_CLUSTER = "ward_cluster", "ward cluster"
    TOWN = "town", "town"
    PARISH = "parish", "parish"


class OrganisationKind(models.TextChoices):
    COUNTY_COUNCIL = "county_council", "county council"
    DISTRICT_COUNCIL = "district_council", "district or borough council"
    PARISH_BODY = "parish_body", "parish and town councils' body"
    HEALTH = "health", "health body"
    POLICE = "police", "police"
    FIRE = "fire", "fire and rescue"
    PROBATION = "probation", "probation"
    EDUCATION = "education", "education and skills"
    HOUSING = "housing", "housing provider"
    BUSINESS = "business", "business"
    ENVIRONMENT = "environment", "environment"
    VOLUNTARY = "voluntary", "voluntary and community sector"
    GOVERNMENT = "government", "national or regional government"
    PARTNERSHIP = "partnership", "partnership"


class BodyKind(models.TextChoices):
    BOARD = "board", "Board"
    DELIVERY_GROUP = "delivery_group", "executive delivery group"
    THEME_GROUP = "theme_group", "theme group"
    BRIDGING_GROUP = "bridging_group", "bridging group"
    TASK_GROUP = "task_group", "task group"
    DISTRICT_LSP = "district_lsp", "district partnership"
    COMMUNITY_PARTNERSHIP = "community_partnership", "local community partnership"
    COUNCIL_EXECUTIVE = "council_executive", "council executive"
    SCRUTINY_COMMITTEE = "scrutiny_committee", "scrutiny committee"
    TASK_AND_FINISH_GROUP = "task_and_finish_group", "task and finish group"


SCRUTINY_KINDS = (BodyKind.SCRUTINY_COMMITTEE, BodyKind.TASK_AND_FINISH_GROUP)
"""The bodies that scrutinise."""


EXECUTIVE_KINDS = (BodyKind.COUNCIL_EXECUTIVE,)
"""The bodies that decide for a council. Whoever sits on one does not sit on one that scrutinises."""


class Layer(models.TextChoices):
    """The layers want different things of a report; see the partnership's note on layered performance."""

    STRATEGIC = "strategic", "strategic"
    EXECUTIVE = "executive", "executive"
    OPERATIONAL = "operational", "operational"


class Character(models.TextChoices):
    POLITICAL = "political", "political"
    EXECUTIVE = "executive", "executive"


class MembershipRole(models.TextChoices):
    CHAIR = "chair", "chair"
    VICE_CHAIR = "vice_chair", "vice chair"
    MEMBER = "member", "member"
    SUBSTITUTE = "substitute", "substitute"
    ADVISER = "adviser", "adviser"
    SUPPORT = "support", "support"


SEATED_ROLES = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR, MembershipRole.MEMBER)
"""The roles that sit in a seat and count; the others stand beside the seats."""


LEADING_ROLES = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR, MembershipRole.SUPPORT)
"""The roles that act for a body: they verify its figures and follow its actions."""


class Basis(models.TextChoices):
    EX_OFFICIO = "ex_officio", "ex officio"
    NOMINATED = "nominated", "nominated"
    ELECTED = "elected", "elected"
    INDEPENDENT = "independent", "independently appointed"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


RISK_MOVES = {
    "close": ((RiskState.OPEN,), RiskState.CLOSED),
    "reopen": ((RiskState.CLOSED,), RiskState.OPEN),
}


class MoneyKind(models.TextChoices):
    CAPITAL = "capital", "capital"
    REVENUE = "revenue", "revenue"


class ProjectState(models.TextChoices):
    DRAFT = "draft", "Draft"
    APPLIED = "applied", "Applied"
    OFFERED = "offered", "Offered"
    REFUSED = "refused", "Refused"
    ACCEPTED = "accepted", "Under way"
    FINISHED = "finished", "Finished"
    WITHDRAWN = "withdrawn", "Withdrawn"


FUNDED_STATES = (ProjectState.OFFERED, ProjectState.ACCEPTED, ProjectState.FINISHED)
"""Projects to which money was promised: what they are and what they cost is open to everybody."""


PROJECT_MOVES = {
    "apply": ((ProjectState.DRAFT,), ProjectState.APPLIED),
    "offer": ((ProjectState.APPLIED,), ProjectState.OFFERED),
    "refuse": ((ProjectState.APPLIED,), ProjectState.REFUSED),
    "accept": ((ProjectState.OFFERED,), ProjectState.ACCEPTED),
    "withdraw": (
        (ProjectState.DRAFT, ProjectState.APPLIED, ProjectState.OFFERED),
        ProjectState.WITHDRAWN,
    ),
    "finish": ((ProjectState.ACCEPTED,), ProjectState.FINISHED),
}


class ClaimState(models.TextChoices):
    CLAIMED = "claimed", "Claimed"
    PAID = "paid", "Paid"
    REFUSED = "refused", "Refused"


CLAIM_MOVES = {
    "pay": ((ClaimState.CLAIMED,), ClaimState.PAID),
    "refuse": ((ClaimState.CLAIMED,), ClaimState.REFUSED),
}


class FindingSource(models.TextChoices):
    PARISH_PLAN = "parish_plan", "parish plan"
    SURVEY = "survey", "survey"
    EVENT = "event", "event"
    LETTER = "letter", "letter or petition"
    GROUP = "group", "community group"


class FindingState(models.TextChoices):
    RAISED = "raised", "Raised"
    CONSIDERED = "considered", "Considered"
    ADOPTED = "adopted", "Adopted"
    DECLINED = "declined", "Declined"


WAITING_STATES = (FindingState.RAISED, FindingState.CONSIDERED)
"""Findings that the bridging group has still to adopt or decline."""


FINDING_MOVES = {
    "consider": (WAITING_STATES, FindingState.CONSIDERED),
    "adopt": (WAITING_STATES, FindingState.ADOPTED),
    "decline": (WAITING_STATES, FindingState.DECLINED),
}


class BenefitState(models.TextChoices):
    PLANNED = "planned", "Planned"
    UNDER_WAY = "under_way", "Under way"
    ACHIEVED = "achieved", "Achieved"
    DROPPED = "dropped", "Dropped"


BENEFIT_MOVES = {
    "begin": ((BenefitState.PLANNED,), BenefitState.UNDER_WAY),
    "achieve": ((BenefitState.UNDER_WAY,), BenefitState.ACHIEVED),
    "drop": ((BenefitState.PLANNED, BenefitState.UNDER_WAY), BenefitState.DROPPED),
    "resume": ((BenefitState.ACHIEVED, BenefitState.DROPPED), BenefitState.UNDER_WAY),
}


class ActionState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


ACTION_MOVES = {
    # verb: (from any of these, to this)
    "agree": ((ActionState.PROPOSED,), ActionState.OPEN),
    "complete": ((ActionState.OPEN,), ActionState.DONE),
    "drop": ((ActionState.PROPOSED, ActionState.OPEN), ActionState.DROPPED),
    "reopen": ((ActionState.DONE, ActionState.DROPPED), ActionState.OPEN),
}


class MeetingState(models.TextChoices):
    """From the calendar to the agreed minutes. A meeting that will not be is cancelled, and stays in the list."""

    SCHEDULED = "scheduled", "Scheduled"
    CANCELLED = "cancelled", "Cancelled"
    HELD = "held", "Held"
    DRAFTED = "drafted", "Minutes drafted"
    AGREED = "agreed", "Minutes agreed"


MEETING_MOVES = {
    # verb: (from any of these, to this)
    "alter": ((MeetingState.SCHEDULED,), MeetingState.SCHEDULED),
    "cancel": ((MeetingState.SCHEDULED,), MeetingState.CANCELLED),
    "hold": ((MeetingState.SCHEDULED,), MeetingState.HELD),
    "draft": ((MeetingState.HELD,), MeetingState.DRAFTED),
    "agree": ((MeetingState.DRAFTED,), MeetingState.AGREED),
    "take_back": ((MeetingState.DRAFTED,), MeetingState.HELD),
}

MINUTED_STATES = (MeetingState.HELD, MeetingState.DRAFTED)
"""The states in which what was said and decided is written down, and may still change."""


class ItemKind(models.TextChoices):
    """What a meeting is to do with an item of its agenda."""

    DECIDE = "decide", "to decide"
    DISCUSS = "discuss", "to discuss"
    NOTE = "note", "to note"


class PaperAudience(models.TextChoices):
    """For whom a paper is: for everybody, or for those who sit on the body or stand beside its seats."""

    OPEN = "open", "open to everybody"
    BODY = "body", "for the body only"


class Presence(models.TextChoices):
    """How somebody was at a meeting, or was not."""

    PRESENT = "present", "present"
    APOLOGIES = "apologies", "apologies"
    SUBSTITUTE = "substitute", "substitute"
    ABSENT = "absent", "absent"


ATTENDING = (Presence.PRESENT, Presence.SUBSTITUTE)
"""Who was in the room; those of them who sat for a seat count towards the quorum."""


class NoticeKind(models.TextChoices):
    """What somebody is told by the timetable."""

    TERM_ENDS = "term_ends", "a term is about to end"
    SERIES_ENDS = "series_ends", "no further meeting is scheduled"
    PAPERS_DUE = "papers_due", "papers are due"
    ACTION_DUE = "action_due", "an action is due"
    RISK_REVIEW = "risk_review", "a risk is to be reviewed"
    UNANSWERED = "unanswered", "a community is not answered"
    CLAIM_DUE = "claim_due", "the last claim is due"
    REPORT_DUE = "report_due", "the report of benefits is due"


class InterestKind(models.TextChoices):
    """What sort of interest somebody declares."""

    WORK = "work", "work or office"
    LAND = "land", "land or property"
    BUSINESS = "business", "business or contract"
    MEMBERSHIP = "membership", "membership or trusteeship"
    GIFT = "gift", "gift or hospitality"
    OTHER = "other", "other"


class TrainingTopic(models.TextChoices):
    """What somebody can be shown of the system."""

    RETURNS = "returns", "Returning figures"
    CHECKING = "checking", "Checking figures"
    ROUNDS = "rounds", "Running rounds"
    MEETINGS = "meetings", "Meetings and minutes"
    ACTIONS = "actions", "Actions"
    CHAINS = "chains", "Delivery chains"
    SCRUTINY = "scrutiny", "Scrutiny"
    SETTING_UP = "setting_up", "Setting up and accounts"


# --- systems of organisations ---------------------------------------------------------------------------------


class TokenScope(models.TextChoices):
    """What a token of the API may do besides what is open to everybody."""

    READ = "read", "read what its person may see"
    RETURNS = "returns", "read, and answer the organisation’s returns"
