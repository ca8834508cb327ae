"""Markdown → what a text consists of: safe HTML, photos, links, awardees, and problems."""

from .convert import Markup, convert

__all__ = ["Markup", "convert"]
