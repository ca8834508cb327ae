"""What a form, a question or another program says → the files of an item's folder, and back.

Everything written here reads back as what was meant: the laws stand in the tests.
"""

from .choices import Choice, Choices, choices
from .folders import Manuscript, NameTaken, folder_for, lay_down
from .heads import compose
from .new import FIELDS, amiss, new_item
from .refusals import AnswerError
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
    "amiss",
    "choices",
    "compose",
    "escaped",
    "figure",
    "folder_for",
    "lay_down",
    "new_item",
    "revised",
    "twin",
]
