"""Sentences, actors and quotes in; causal claims and the provisions of agreements out."""

from comity.claims.causal import find_claims
from comity.claims.provisions import find_provisions

__all__ = ["find_claims", "find_provisions"]
