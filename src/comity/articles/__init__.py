"""Pages in, articles out: their text with parts, who wrote them and when, and what was left out."""

from comity.articles.extract import extract_article, extract_articles

__all__ = ["extract_article", "extract_articles"]
