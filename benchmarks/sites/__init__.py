"""The same corpus as a site of each generator: its content, its settings, its theme."""

from .tool import Photos, Tool

__all__ = ["Photos", "Tool"]
