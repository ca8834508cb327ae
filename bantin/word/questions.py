"""An article that was taken over → what its writer is asked: the guesses, and what is missing."""

from ..markup import convert
from ..problems import Problem, order
from ..reading.fields import ARTICLE
from ..reading.head import read_head


def questions(text: str, *, path: str, lang: str, translation: bool) -> tuple[Problem, ...]:
    """Return what a check of ``text``, the file ``path``, asks of its writer, line by line."""
    head = read_head(text, path=path, fields=ARTICLE, lang=lang, translation=translation)
    made = convert(head.body, path=path, first_line=head.body_line, lang=lang)
    return tuple(sorted((*head.problems, *made.problems), key=order))
