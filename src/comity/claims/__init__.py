"""Sentences, actors and quotes in; causal claims and the provisions of agreements out."""

from comity.claims.causal import find_claims

__all__ = ["find_claims"]
