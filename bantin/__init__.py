"""bantin: a static news and archive site generator for news offices."""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Give Pelican its class (``PELICAN_CLASS = "bantin.Bantin"``) without importing it always."""
    if name == "Bantin":
        from .plugin import Bantin

        return Bantin
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
