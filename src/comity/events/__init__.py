"""Sentences, actors, times, places and quotes in, events out: who did what to whom, did it happen, who says so."""

from comity.events.detect import detect_events

__all__ = ["detect_events"]
