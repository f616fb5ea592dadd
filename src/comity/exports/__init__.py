"""Record -> files that other people's tools read, with a codebook beside them."""

from comity.exports.write import EXPORTS, export

__all__ = ["EXPORTS", "export"]
