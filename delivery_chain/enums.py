"""The words of a delivery chain: ratings, states and links, and the tables of legal moves of a review and of a group."""

from __future__ import annotations

from django.db import models


class Subject(models.TextChoices):
    """What a review looks at."""

    OUTCOME = "outcome", "outcome"
    STRATEGY = "strategy", "strategy"
    PARTNERSHIP = "partnership", "partnership"


class Rating(models.TextChoices):
    """How a stage is judged. Not to know is an answer, and never the same as amber."""

    RED = "red", "red"
    AMBER = "amber", "amber"
    GREEN = "green", "green"
    DONT_KNOW = "dont_know", "don’t know"


KNOWN = (Rating.RED, Rating.AMBER, Rating.GREEN)
"""The ratings of those who know, from the weakest to the best."""

NEEDS_ACTION = (Rating.RED, Rating.DONT_KNOW)
"""An agreed rating of these needs at least one action before its review can close."""


class IndividualMode(models.TextChoices):
    """Whether each participant rates alone before the groups do, and whether they are named."""

    NONE = "none", "groups only"
    NAMED = "named", "each participant first, with their name"
    ANONYMOUS = "anonymous", "each participant first, without their name"


class ReviewState(models.TextChoices):
    SET_UP = "set_up", "Set up"
    ASSESSING = "assessing", "Assessing"
    COMPARING = "comparing", "Comparing"
    AGREED = "agreed", "Agreed"
    PLANNING = "planning", "Planning"
    CLOSED = "closed", "Closed"
    ABANDONED = "abandoned", "Abandoned"


STEPS = tuple(state for state in ReviewState if state != ReviewState.ABANDONED)
"""What a review goes through, in order, when it goes well."""

REVIEW_MOVES = {
    # verb: (from any of these, to this)
    "open": ((ReviewState.SET_UP,), ReviewState.ASSESSING),
    "compare": ((ReviewState.ASSESSING,), ReviewState.COMPARING),
    "agree": ((ReviewState.COMPARING,), ReviewState.AGREED),
    "plan": ((ReviewState.AGREED,), ReviewState.PLANNING),
    "close": ((ReviewState.PLANNING,), ReviewState.CLOSED),
    "abandon": ((ReviewState.SET_UP, ReviewState.ASSESSING, ReviewState.COMPARING), ReviewState.ABANDONED),
}

OPENED = (ReviewState.COMPARING, ReviewState.AGREED, ReviewState.PLANNING, ReviewState.CLOSED)
"""From here on the groups' ratings can be read. Before, nobody reads another group's."""

SETTLED = (ReviewState.AGREED, ReviewState.PLANNING, ReviewState.CLOSED)
"""From here on the agreed ratings stand, and the partnership sees them."""

ENDED = (ReviewState.CLOSED, ReviewState.ABANDONED)
"""Nothing waits for anybody any more."""


class GroupState(models.TextChoices):
    WAITING = "waiting", "Not in yet"
    SUBMITTED = "submitted", "Submitted"
    ABSENT = "absent", "Compared without"
    LATE = "late", "Came late"


GROUP_MOVES = {
    "submit": ((GroupState.WAITING,), GroupState.SUBMITTED),
    "withdraw": ((GroupState.SUBMITTED,), GroupState.WAITING),
    "leave_out": ((GroupState.WAITING,), GroupState.ABSENT),
    "submit_late": ((GroupState.ABSENT,), GroupState.LATE),
}

HANDED_IN = (GroupState.SUBMITTED, GroupState.LATE)
"""A group that has handed its sheet in, whether or not in time for the comparison."""


class Settled(models.TextChoices):
    """How an agreed rating came about."""

    PROPOSED = "proposed", "proposed and taken: all agree"
    DECIDED = "decided", "decided by the meeting"


class Level(models.TextChoices):
    """The levels of a chain map, from the top to the people it is for."""

    NATIONAL = "national", "national"
    REGIONAL = "regional", "regional"
    COUNTY = "county", "county"
    DISTRICT = "district", "district"
    NEIGHBOURHOOD = "neighbourhood", "neighbourhood or provider"
    BENEFICIARY = "beneficiary", "beneficiary"


class ActorKind(models.TextChoices):
    PUBLIC = "public", "public"
    PRIVATE = "private", "private"
    THIRD_SECTOR = "third_sector", "third sector"
    COMMUNITY = "community", "community"


class LinkKind(models.TextChoices):
    FUNDS = "funds", "funds"
    DIRECTS = "directs", "directs"
    COMMISSIONS = "commissions", "commissions"
    INFORMS = "informs", "informs"
    SUPPLIES = "supplies", "supplies"
    INFLUENCES = "influences", "influences"


class Strength(models.TextChoices):
    """A missing link is one that ought to be there: it is drawn and never walked."""

    STRONG = "strong", "strong"
    WEAK = "weak", "weak"
    MISSING = "missing", "missing"
