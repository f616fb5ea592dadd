"""Sentences and the publication day in, time expressions with their first and last day out."""

from comity.times.find import find_times

__all__ = ["find_times"]
