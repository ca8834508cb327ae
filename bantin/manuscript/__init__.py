"""What a form, a question or another program says → the files of an item's folder, and back.

Everything written here reads back as what was meant: the laws stand in the tests.
"""

from .folders import Manuscript, NameTaken, folder_for, lay_down
from .heads import compose
from .revise import revised
from .words import escaped, figure

__all__ = [
    "Manuscript",
    "NameTaken",
    "compose",
    "escaped",
    "figure",
    "folder_for",
    "lay_down",
    "revised",
]
