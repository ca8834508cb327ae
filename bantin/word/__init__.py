"""A Word file → an article: its text, its photos, and what of it was guessed or lost."""

from .bounded import read_docx
from .imported import Answers, Imported
from .questions import questions
from .ties import Called

__all__ = ["Answers", "Called", "Imported", "questions", "read_docx"]
