"""Coded articles in, questions out: one DuckDB file that keeps every article, event, happening and failure."""

from comity.record.batch import Reading, Verdict
from comity.record.queries import Found, Select
from comity.record.store import Record, create, open_record

__all__ = ["Found", "Reading", "Record", "Select", "Verdict", "create", "open_record"]
