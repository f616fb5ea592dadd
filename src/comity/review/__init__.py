"""What people judged: sheets drawn and filled, how often the coding is right, how far reviewers agree, gold."""

from comity.review.agreement import Agreement, agreement_of_ledger, agreement_of_sheets, krippendorff_alpha
from comity.review.gold import GoldArticle, gold_of, read_gold, score, taught_of
from comity.review.precision import Precision, precision_of, wilson
from comity.review.sheet import Judged, corrections_of, draw, read_sheet, write_sheet

__all__ = [
    "Agreement",
    "GoldArticle",
    "Judged",
    "Precision",
    "agreement_of_ledger",
    "agreement_of_sheets",
    "corrections_of",
    "draw",
    "gold_of",
    "krippendorff_alpha",
    "precision_of",
    "read_gold",
    "read_sheet",
    "score",
    "taught_of",
    "wilson",
    "write_sheet",
]
