"""Sentences and the publication day in, time expressions with their first and last day out."""

from comity.times.clause import days_of_clause, is_past_of, running_time, time_of_clause
from comity.times.find import find_times

__all__ = ["days_of_clause", "find_times", "is_past_of", "running_time", "time_of_clause"]
