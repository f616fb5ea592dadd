"""Events of many articles -> happenings: which reports tell of the same deed."""

from comity.happenings.group import (
    MOVED,
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
from comity.happenings.settle import Ruling, Settled, retold, settle

__all__ = [
    "MOVED",
    "Copy",
    "Grouped",
    "Report",
    "Reprint",
    "Ruling",
    "Settled",
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
    "retold",
    "settle",
    "signature_of",
]
