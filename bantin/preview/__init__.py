"""A local server that shows the site while it is written."""

from .server import serve

__all__ = ["serve"]
