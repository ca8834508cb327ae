"""Word files on the disk → articles in the content folder, and what their writer is told."""

from .taking import Wish, bring_in, taken_over
from .told import Article, Brought, as_json, told

__all__ = ["Article", "Brought", "Wish", "as_json", "bring_in", "taken_over", "told"]
