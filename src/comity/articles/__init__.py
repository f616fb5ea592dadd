"""A page goes in; its article comes out: title, captions and body as one text, and what was dropped and why."""

from comity.articles.extract import extract_article

__all__ = ["extract_article"]
