"""A folder of templates, styles, scripts and catalogues → the looks of every page."""

from .folder import Theme, load, theme_of

__all__ = ["Theme", "load", "theme_of"]
