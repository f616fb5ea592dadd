"""Sentences and actors in, quotes out: cue, content and speaker of what is said or thought."""

from comity.quotes.find import find_quotes
from comity.quotes.lookup import quote_at

__all__ = ["find_quotes", "quote_at"]
