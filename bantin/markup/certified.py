"""The parser and the sanitiser → are they those that the short way was tested against?"""

from collections.abc import Iterable

import markdown
from markdown import Markdown, inlinepatterns
from markdown.serializers import to_html_string

from .known_parser import gives_back

# A new version is added once the tests of the short way have passed with it, and what stands
# for its files to ``known_parser``. Without that the short way is off: slower, never different.
_VERSIONS = frozenset({"3.11.3"})

_BEFORE = ("NormalizeWhitespace", "HtmlBlockPreprocessor")
_BLOCKS = (
    *("EmptyBlockProcessor", "ListIndentProcessor", "CodeBlockProcessor", "TableProcessor"),
    *("HashHeaderProcessor", "SetextHeaderProcessor", "HRProcessor", "SaneOListProcessor"),
    *("SaneUListProcessor", "BlockQuoteProcessor", "FootnoteBlockProcessor"),
    *("ReferenceProcessor", "ParagraphProcessor"),
)
_TREE = (
    *("FootnoteTreeprocessor", "_Plain", "_Sparing", "FootnotePostTreeprocessor"),
    "UnescapeTreeprocessor",
)
_INLINE = (
    ("BacktickInlineProcessor", inlinepatterns.BACKTICK_RE),
    ("EscapeInlineProcessor", inlinepatterns.ESCAPE_RE),
    ("FootnoteInlineProcessor", r"\[\^([^\]]*)\]"),
    ("ReferenceInlineProcessor", inlinepatterns.REFERENCE_RE),
    ("LinkInlineProcessor", inlinepatterns.LINK_RE),
    ("ImageInlineProcessor", inlinepatterns.IMAGE_LINK_RE),
    ("ImageReferenceInlineProcessor", inlinepatterns.IMAGE_REFERENCE_RE),
    ("ShortReferenceInlineProcessor", inlinepatterns.REFERENCE_RE),
    ("ShortImageReferenceInlineProcessor", inlinepatterns.IMAGE_REFERENCE_RE),
    ("AutolinkInlineProcessor", inlinepatterns.AUTOLINK_RE),
    ("AutomailInlineProcessor", inlinepatterns.AUTOMAIL_RE),
    ("SubstituteTagInlineProcessor", inlinepatterns.LINE_BREAK_RE),
    ("HtmlInlineProcessor", inlinepatterns.HTML_RE),
    ("HtmlInlineProcessor", inlinepatterns.ENTITY_RE),
    ("DelimiterProcessor", r"\*|_"),
)
_AFTER = ("RawHtmlPostprocessor", "FootnotePostprocessor", "AndSubstitutePostprocessor")

_OWNERS = ("markdown.", "bantin.markup.")


def certified(parser: Markdown) -> bool:
    """Return whether ``parser`` does what the short way was tested against, and nothing else.

    One more extension, one that is missing, another order or another version: it does not.
    The sanitiser must give back unchanged what the short way writes.
    """
    return (
        markdown.__version__ in _VERSIONS
        and _names(parser.preprocessors) == _BEFORE
        and _names(parser.parser.blockprocessors) == _BLOCKS
        and _names(parser.treeprocessors) == _TREE
        and _patterns(parser) == _INLINE
        and _names(parser.postprocessors) == _AFTER
        and parser.serializer is to_html_string
        and parser.tab_length == 4
        and gives_back()
    )


def _names(steps: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(_name, steps))


def _name(step: object) -> str:
    kind = type(step)
    return kind.__name__ if kind.__module__.startswith(_OWNERS) else kind.__module__


def _patterns(parser: Markdown) -> tuple[tuple[str, str], ...]:
    return tuple((_name(step), step.pattern) for step in parser.inlinePatterns)
