"""Events of many articles -> happenings: which reports tell of the same deed."""

from comity.happenings.group import (
    Grouped,
    common_words,
    deed_of,
    find_denials,
    group,
    group_happenings,
    group_reports,
)
from comity.happenings.reports import Report, actor_code, reports_of
from comity.happenings.reprints import Copy, Reprint, copy_of, find_reprints, signature_of

__all__ = [
    "Copy",
    "Grouped",
    "Report",
    "Reprint",
    "actor_code",
    "common_words",
    "copy_of",
    "deed_of",
    "find_denials",
    "find_reprints",
    "group",
    "group_happenings",
    "group_reports",
    "reports_of",
    "signature_of",
]
