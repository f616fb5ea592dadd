"""Article in, parsed sentences out; nothing else in comity knows spaCy."""

from comity.sentences.parse import Parser, open_parser, parse_many, parse_sentences

__all__ = ["Parser", "open_parser", "parse_many", "parse_sentences"]
