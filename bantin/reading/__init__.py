"""The content folder → articles, campaigns, pages and names, and all that is wrong with them."""

from .articles import Reading, read
from .checks import check

__all__ = ["Reading", "check", "read"]
