"""Markdown → what a text consists of: safe HTML, photos, links, awardees, and problems."""

from .convert import convert, ready
from .result import Markup

__all__ = ["Markup", "convert", "ready"]
