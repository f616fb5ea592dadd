"""Coded articles in, questions out: one DuckDB file that keeps every article, event, happening and failure."""

from comity.record.batch import Reading, Verdict
from comity.record.queries import Found
from comity.record.selection import Select, Table
from comity.record.store import Record, create, open_record

__all__ = ["Found", "Reading", "Record", "Select", "Table", "Verdict", "create", "open_record"]
