"""Files, folders, tables, archives, feeds and addresses go in; pages, and failures in place of pages, come out."""

from comity.pages.sources import SourceFile, is_local, open_pages, sources_of

__all__ = ["SourceFile", "is_local", "open_pages", "sources_of"]
