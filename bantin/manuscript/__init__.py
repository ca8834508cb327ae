"""What a form, a question or another program says → the files of an item's folder, and back.

Everything written here reads back as what was meant: the laws stand in the tests.
"""

from .choices import Choice, Choices, choices, offered
from .folders import Manuscript, NameTaken, address_for, folder_for, free_address, lay_down, taken
from .heads import compose
from .new import FIELDS, amiss, new_item
from .refusals import AnswerError, Wrong
from .revise import revised
from .twins import twin
from .words import escaped, figure

__all__ = [
    "FIELDS",
    "AnswerError",
    "Choice",
    "Choices",
    "Manuscript",
    "NameTaken",
    "Wrong",
    "address_for",
    "amiss",
    "choices",
    "compose",
    "escaped",
    "figure",
    "folder_for",
    "free_address",
    "lay_down",
    "new_item",
    "offered",
    "revised",
    "taken",
    "twin",
]
