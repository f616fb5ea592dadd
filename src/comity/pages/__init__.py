"""Files, folders, globs, feeds and standard input go in; pages, and failures in place of pages, come out."""

from comity.pages.sources import SourceFile, open_pages, sources_of

__all__ = ["SourceFile", "open_pages", "sources_of"]
