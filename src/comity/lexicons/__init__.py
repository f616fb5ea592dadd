"""Lexicons: what scholars read and edit (`data/`), each loaded and checked by a small typed module."""
