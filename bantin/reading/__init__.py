"""The content folder → articles, campaigns, pages and names, and all that is wrong with them."""

from .articles import Reading, read
from .checks import check
from .facts import item_slug

__all__ = ["Reading", "check", "item_slug", "read"]
