"""A year of the site → a book: one HTML file, a PDF, an EPUB, or a pack for a USB stick."""

from .make import FORMATS, Made, make

__all__ = ["FORMATS", "Made", "make"]
