"""`make accept`: rewrite golden articles, schema and command reference; the diff is the review."""

import tempfile
from pathlib import Path

from tests.documents import documents, rendered
from tests.golden import ARTICLES, REFERENCE, SCHEMA, coded_examples, golden_text, reference_text, schema_text
from tests.record_docs import RECORD, record_text


def main() -> None:
    """Write all of them."""
    ARTICLES.mkdir(exist_ok=True)
    known = set()
    for name, article in coded_examples():
        known.add(name)
        (ARTICLES / f"{name}.txt").write_text(golden_text(article), encoding="utf-8")
    for path in ARTICLES.glob("*.txt"):
        if path.stem not in known:
            path.unlink()
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    REFERENCE.write_text(reference_text(), encoding="utf-8")
    RECORD.write_text(record_text(), encoding="utf-8")
    for path in documents():
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(rendered(path, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
