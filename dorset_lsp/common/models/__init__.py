from dorset_lsp.common.models.audit import AboutARecord, AppendOnly, AuditEvent, StateChange
from dorset_lsp.common.models.audit_check import AuditCheck
from dorset_lsp.common.models.audit_seal import AuditSeal, History
from dorset_lsp.common.models.clock import Clock
from dorset_lsp.common.models.job import Job, JobState
from dorset_lsp.common.models.periodic_run import PeriodicRun
from dorset_lsp.common.models.sent_mail import SentMail
from dorset_lsp.common.models.stamp import Stamp

__all__ = [
    "AboutARecord",
    "AppendOnly",
    "AuditCheck",
    "AuditEvent",
    "AuditSeal",
    "Clock",
    "History",
    "Job",
    "JobState",
    "PeriodicRun",
    "SentMail",
    "Stamp",
    "StateChange",
]
