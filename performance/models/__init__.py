from performance.models.agreement import Agreement, AgreementVersion, Target, TargetPoint
from performance.models.benefit import BenefitIndicator
from performance.models.catalogue import Catalogue, CatalogueEntry
from performance.models.comparison import ComparisonArea, ComparisonFigure
from performance.models.corporate import CorporateFigure, CorporateLine, CorporateMeasure
from performance.models.delivery import Delivery
from performance.models.indicator import DefinitionVersion, Indicator, IndicatorAlias, IndicatorArea
from performance.models.notices import LateNotice, LeadNotice
from performance.models.observation import Observation
from performance.models.printed import PrintedCell
from performance.models.rebase import Rebase
from performance.models.refresh import Refresh, RefreshLine, RefreshPoint
from performance.models.release import Release
from performance.models.report import ReportData, ReportFile, ReportSeal
from performance.models.result import ExceptionAction, Result
from performance.models.returns import ReopenRequest, Return, ReturnFigure, ReturnReminder
from performance.models.round import Edition, Round
from performance.models.scorecard import Scorecard, ScorecardLine
from performance.models.source import Pull, QuarantinedRow, Source
from performance.models.upload import WorkbookUpload

__all__ = [
    "Agreement",
    "AgreementVersion",
    "BenefitIndicator",
    "Catalogue",
    "CatalogueEntry",
    "ComparisonArea",
    "ComparisonFigure",
    "CorporateFigure",
    "CorporateLine",
    "CorporateMeasure",
    "DefinitionVersion",
    "Delivery",
    "Edition",
    "ExceptionAction",
    "Indicator",
    "IndicatorAlias",
    "IndicatorArea",
    "LateNotice",
    "LeadNotice",
    "Observation",
    "PrintedCell",
    "Pull",
    "QuarantinedRow",
    "Rebase",
    "Refresh",
    "RefreshLine",
    "RefreshPoint",
    "Release",
    "ReopenRequest",
    "ReportData",
    "ReportFile",
    "ReportSeal",
    "Result",
    "Return",
    "ReturnFigure",
    "ReturnReminder",
    "Round",
    "Scorecard",
    "ScorecardLine",
    "Source",
    "Target",
    "TargetPoint",
    "WorkbookUpload",
]
