"""Site → pages: what each page of each edition shows, in order and in words."""

from .all import pages

__all__ = ["pages"]
