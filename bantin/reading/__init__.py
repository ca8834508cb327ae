"""The content folder → articles, campaigns, pages and names, and all that is wrong with them."""

from .checks import check
from .packs import Lectern
from .whole import Reading, read

__all__ = ["Lectern", "Reading", "check", "read"]
