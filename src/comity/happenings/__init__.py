"""Events of many articles -> happenings: which reports tell of the same deed."""

from comity.happenings.group import group_happenings, group_reports
from comity.happenings.reports import Report, actor_code, reports_of
from comity.happenings.settle import Ruling, Settled, retold, settle

__all__ = [
    "Report",
    "Ruling",
    "Settled",
    "actor_code",
    "group_happenings",
    "group_reports",
    "reports_of",
    "retold",
    "settle",
]
