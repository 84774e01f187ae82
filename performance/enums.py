"""The words of performance: kinds, states and absences, and the tables of legal moves.

A table of moves reads ``{verb: (states it may start from, state it ends in)}``. The values are stored in the
database and written into exports, so a code never changes its meaning; the labels are what a page shows.
"""

from typing import Final

from django.db.models import TextChoices

# --- what an indicator is -----------------------------------------------------------------------------------


class Polarity(TextChoices):
    """Which way is good. *Unknown* is loaded as it comes and is never judged."""

    HIGHER = "higher", "higher is better"
    LOWER = "lower", "lower is better"
    RANGE = "range", "best within a range"
    NEUTRAL = "neutral", "neither way is better"
    UNKNOWN = "unknown", "not known which way is better"


class Frequency(TextChoices):
    """How often there is a figure."""

    MONTHLY = "monthly", "monthly"
    QUARTERLY = "quarterly", "quarterly"
    HALF_YEARLY = "half_yearly", "half-yearly"
    ANNUAL = "annual", "annual"
    BIENNIAL = "biennial", "every second year"


class Combine(TextChoices):
    """How the figures of short periods make the figure of a longer one."""

    POINT = "point", "each period stands alone"
    SUM_TO_DATE = "sum_to_date", "sum of the year to date"
    MEAN = "mean", "mean of the periods"
    LAST = "last", "the last period's figure"
    RATIO = "ratio", "numerator over denominator"


class ToleranceKind(TextChoices):
    """How far off target is still amber: in the indicator's unit, or in per cent of the milestone."""

    ABSOLUTE = "absolute", "in the indicator's own unit"
    PERCENT = "percent", "per cent of the milestone"


class SourceStatus(TextChoices):
    """How far what was loaded can be relied on; an illustrative figure is invented and says so."""

    CONFIRMED = "confirmed", "confirmed"
    UNCONFIRMED = "unconfirmed", "unconfirmed"
    ILLUSTRATIVE = "illustrative", "illustrative"


# --- what was agreed ----------------------------------------------------------------------------------------


class TargetKind(TextChoices):
    """Designated (at most 35 in an agreement), statutory (16, education and early years) or local."""

    DESIGNATED = "designated", "designated"
    STATUTORY = "statutory", "statutory"
    LOCAL = "local", "local"


class TargetState(TextChoices):
    """Only an agreed target is judged; every other state says why not."""

    UNDER_DISCUSSION = "under_discussion", "under discussion"
    PLACEHOLDER = "placeholder", "placeholder"
    DEFERRED = "deferred", "deferred"
    NO_DEFINITION = "no_definition", "no definition yet"
    AGREED = "agreed", "agreed"
    RENEGOTIATION = "renegotiation", "under renegotiation"
    WITHDRAWN = "withdrawn", "withdrawn"


class PrintedKind(TextChoices):
    """How a cell of an agreement's own table is read; one without a kind is kept as words."""

    BASELINE = "baseline", "baseline"
    VALUE = "value", "value"
    PERIOD = "period", "period"


class EntryState(TextChoices):
    """How far a catalogue has come with an entry: a placeholder is announced, but not defined yet."""

    DEFINED = "defined", "defined"
    PLACEHOLDER = "placeholder", "placeholder"


# --- what a figure says -------------------------------------------------------------------------------------


class Absence(TextChoices):
    """Why there is no number. Each looks different everywhere; none is ever a blank or a nought."""

    NOT_YET_DUE = "not_yet_due", "not yet due"
    LATE = "late", "late"
    NOT_COLLECTED = "not_collected", "not collected in this period"
    NOT_AVAILABLE = "not_available", "not available"
    SUPPRESSED = "suppressed", "suppressed"
    WITHDRAWN = "withdrawn", "withdrawn"


class Status(TextChoices):
    """In the order in which the rule asks: the first that applies is the status."""

    NOT_JUDGED = "not_judged", "Not judged"
    NO_TARGET = "no_target", "No target"
    NOT_DUE = "not_due", "Not due"
    NO_DATA = "no_data", "No data"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


COLOURS: Final = frozenset({Status.GREEN, Status.AMBER, Status.RED})
"""The statuses of an indicator that can be judged."""


class Direction(TextChoices):
    """Whether the movement is good; which way the figure itself went is the arrow's to say."""

    IMPROVING = "improving", "Improving"
    STEADY = "steady", "Steady"
    WORSENING = "worsening", "Worsening"
    NOT_COMPARABLE = "not_comparable", "Not comparable"


class PointLabel(TextChoices):
    """What the XmR rules find at a point; the first that matches, in this order."""

    OUTSIDE = "outside limits", "outside its usual range"
    TREND = "trend", "one of seven points moving one way"
    TWO_OF_THREE = "two of three", "one of two of three near a limit"
    SHIFT = "shift", "one of seven points on one side of the mean"
    COMMON = "common cause", "within its usual range"


class Judgement(TextChoices):
    """What a point's label means, given which way is good."""

    COMMON = "common cause", "usual variation"
    IMPROVEMENT = "improvement", "improvement"
    CONCERN = "concern", "concern"
    HIGH = "high", "high"
    LOW = "low", "low"


class Assurance(TextChoices):
    """Whether the process, as it runs now, can be relied on to meet the target."""

    PASSING = "consistently passing", "consistently passing"
    FAILING = "consistently failing", "consistently failing"
    HIT_AND_MISS = "hit and miss", "hit and miss"


# --- states and the moves between them ----------------------------------------------------------------------


class ReturnState(TextChoices):
    """A return that was sent back is a draft again; the reason stands in its history."""

    NOT_STARTED = "not_started", "not started"
    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "submitted"
    VERIFIED = "verified", "verified"
    PUBLISHED = "published", "published"


RETURN_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "save_draft": (frozenset({"not_started", "draft"}), "draft"),
    "submit": (frozenset({"not_started", "draft"}), "submitted"),
    # The owner takes back what nobody has verified yet.
    "withdraw": (frozenset({"submitted"}), "draft"),
    # The lead asks for a correction, with a reason.
    "send_back": (frozenset({"submitted"}), "draft"),
    "verify": (frozenset({"submitted"}), "verified"),
    # The co-ordinator's, with a reason.
    "reopen": (frozenset({"verified"}), "draft"),
    "publish": (frozenset({"verified"}), "published"),
    # The co-ordinator's, with a reason; it leads to the next edition, and the published figure stands meanwhile.
    "reopen_published": (frozenset({"published"}), "draft"),
    # An upload is undone: what it saved or submitted goes back to where it stood before.
    "restore_not_started": (frozenset({"draft", "submitted"}), "not_started"),
    "restore_draft": (frozenset({"draft", "submitted"}), "draft"),
}


class RoundState(TextChoices):
    """A round asks while it is open; a published one is final but for corrections."""

    PLANNED = "planned", "planned"
    OPEN = "open", "open"
    PUBLISHED = "published", "published"


ROUND_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "open": (frozenset({"planned"}), "open"),
    "publish": (frozenset({"open"}), "published"),
    # A published round never opens again: a correction makes the next edition of its report.
    "publish_correction": (frozenset({"published"}), "published"),
}


class UploadState(TextChoices):
    """An upload is checked as a whole, then applied as a whole or thrown away; an applied one can be undone once."""

    CHECKED = "checked", "waits for your word"
    APPLIED = "applied", "applied"
    UNDONE = "undone", "undone"
    DISCARDED = "discarded", "thrown away"


UPLOAD_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "apply": (frozenset({"checked"}), "applied"),
    "discard": (frozenset({"checked"}), "discarded"),
    "undo": (frozenset({"applied"}), "undone"),
}


class RefreshState(TextChoices):
    """A proposal to change targets. What is approved becomes a version of its agreement; what is refused can be put right."""

    DRAFT = "draft", "draft"
    PROPOSED = "proposed", "proposed"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"
    DISCARDED = "discarded", "thrown away"


REFRESH_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "propose": (frozenset({"draft"}), "proposed"),
    # Whoever proposed it takes back what nobody has decided yet.
    "take_back": (frozenset({"proposed"}), "draft"),
    # The Board's chair; never on a proposal of their own.
    "approve": (frozenset({"proposed"}), "approved"),
    # With a reason.
    "refuse": (frozenset({"proposed"}), "refused"),
    "revise": (frozenset({"refused"}), "draft"),
    "discard": (frozenset({"draft", "refused"}), "discarded"),
}


class Measure(TextChoices):
    """What kind of number it is; a share and a count have bounds that a figure cannot break."""

    NUMBER = "number", "number"
    COUNT = "count", "count"
    SHARE = "share", "percentage"
    MONEY = "money", "pounds"


class CountyRule(TextChoices):
    """Where the whole area's figure comes from when an indicator is split by areas."""

    ENTERED = "entered", "entered by the owner"
    SUM = "sum", "sum of the parts"
    WEIGHTED_MEAN = "weighted_mean", "weighted mean of the parts"
    RATIO = "ratio", "sum of numerators over sum of denominators"


# --- what is published ---------------------------------------------------------------------------------------


class ReportFormat(TextChoices):
    """The forms in which a report is kept, each for somebody: the value is the ending of the file's name."""

    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel workbook"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"


class SourceRhythm(TextChoices):
    """How often a partner's published file is fetched, counted from the first day that was set."""

    DAILY = "daily", "each day"
    WEEKLY = "weekly", "each week"
    MONTHLY = "monthly", "each month"


class Misfit(TextChoices):
    """Why a row of a partner's file waits for a person: the first that applies."""

    UNKNOWN_INDICATOR = "indicator", "unknown indicator"
    NOT_OWED = "not_owed", "another organisation’s indicator"
    UNKNOWN_PERIOD = "period", "unknown period"
    UNKNOWN_AREA = "area", "unknown area"
    UNREADABLE = "unreadable", "no figure that can be read"
    WRONG_DEFINITION = "definition", "another version of the definition"
    NOT_ASKED = "not_asked", "a figure that nobody asks for"
    LOCKED = "locked", "a return that cannot be changed now"
    DIFFERS = "differs", "another figure stands there"
    TWICE = "twice", "told twice in one file"
    IMPOSSIBLE = "impossible", "outside what is possible"
    SURPRISING = "surprising", "outside its usual range"
    REFUSED = "refused", "refused by a rule"


OVERRULABLE: Final = frozenset({Misfit.WRONG_DEFINITION, Misfit.DIFFERS, Misfit.SURPRISING})
"""What a person who has looked may let through; for every other the cause must go first."""


class RowState(TextChoices):
    """Where a row stands that did not fit."""

    WAITING = "waiting", "waits"
    TAKEN = "taken", "taken over"
    DISMISSED = "dismissed", "dismissed"


ROW_MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "release": (frozenset({"waiting", "dismissed"}), "taken"),
    "dismiss": (frozenset({"waiting"}), "dismissed"),
    # The cause has gone, so that a later fetch of the same row takes it.
    "fit_after_all": (frozenset({"waiting"}), "taken"),
}
