"""The text that a writer typed, in Markdown → HTML that is safe, photos, links and awardees."""

from dataclasses import replace

from .guessed import confirmed
from .known_parser import is_known
from .plain import plain_markup
from .result import Markup
from .slips import slips


def convert(source: str, *, path: str, first_line: int, lang: str) -> Markup:
    """Return the Markdown ``source`` as Markup; its first line is ``first_line`` of ``path``.

    Whatever is typed gives a Markup: what cannot be shown is a Problem in it. A text that
    would take too long to convert has an empty body. ``lang`` is that of the text.
    """
    source, guesses = confirmed(source, path=path, first_line=first_line)
    short = plain_markup(source, path=path, first_line=first_line) if is_known() else None
    markup = short or _parsed(source, path, first_line, lang)
    told = tuple(slips(source, markup.plain, path=path, first_line=first_line))
    if not markup.body:
        told = ()
    if not told and not guesses:
        return markup
    problems = sorted((*markup.problems, *told, *guesses), key=lambda p: (p.line, p.code))
    return replace(markup, problems=tuple(problems))


def ready(*, with_parser: bool) -> None:
    """Load what every text needs, and the parser as well, which takes as long again."""
    is_known()
    if with_parser:
        from .engine import is_certified
        from .parsing import by_parser as by_parser

        is_certified()


def _parsed(source: str, path: str, first_line: int, lang: str) -> Markup:
    from .parsing import by_parser

    return by_parser(source, path, first_line, lang)
