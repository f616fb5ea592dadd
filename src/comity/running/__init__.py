"""Many pages in; coded articles out, in order, by one process or several, or into a record."""

from comity.running.read import Summary, read_into
from comity.running.workers import code_pages

__all__ = ["Summary", "code_pages", "read_into"]
