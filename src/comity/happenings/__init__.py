"""Events of many articles -> happenings: which reports tell of the same deed."""

from comity.happenings.group import group_happenings, group_reports
from comity.happenings.reports import Report, actor_code, reports_of

__all__ = ["Report", "actor_code", "group_happenings", "group_reports", "reports_of"]
