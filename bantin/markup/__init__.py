"""Markdown → what a text consists of: safe HTML, photos, links, awardees, and problems."""

from .convert import convert
from .result import Markup

__all__ = ["Markup", "convert"]
