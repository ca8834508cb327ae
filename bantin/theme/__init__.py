"""A folder of templates, styles, scripts and catalogues → the looks of every page."""

from .folder import Theme, load

__all__ = ["Theme", "load"]
