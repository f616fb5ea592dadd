"""Record -> files that other people's tools read, with codebook, citation and manifest beside them."""

from comity.exports.tables import Written
from comity.exports.write import EXPORTS, FORMATS, LAYOUTS, export

__all__ = ["EXPORTS", "FORMATS", "LAYOUTS", "Written", "export"]
