"""A translation beside its original → what of it was left in the language of the original."""

from collections.abc import Iterator

from ..faults import fault
from ..problems import N_, Problem, Severity
from .spelling import WORD
from .texts import Version

_ACCENTED = 0.5
_FEWEST = 5


def untranslated(version: Version, main: Version) -> Iterator[Problem]:
    """Yield a warning for the title, and for each caption, that says what ``main`` says."""
    if version.lang == "vi" or main.lang != "vi":
        return
    told = any(problem.code == "text-still-vietnamese" for problem in version.problems)
    title = version.head.first("title")
    if title and title.text == main.text.title and _is_vietnamese(title.text) and not told:
        yield fault(
            "title-untranslated",
            N_("“{field}” is still in Vietnamese: “{typed}”"),
            N_("Write the title in English"),
            path=version.path,
            line=title.line,
            column=title.column,
            severity=Severity.WARNING,
            field=title.label,
            typed=title.text,
        )
    captions = {photo.caption for photo in main.text.photos}
    for photo in version.text.photos if not told else ():
        if photo.caption in captions and _is_vietnamese(photo.caption):
            yield fault(
                "caption-untranslated",
                N_("the caption “{caption}” is still in Vietnamese"),
                N_("Write it in English: ![…]({photo})"),
                path=version.path,
                line=photo.line,
                severity=Severity.WARNING,
                caption=photo.caption,
                photo=photo.source.rpartition("/")[2],
            )


def _is_vietnamese(text: str) -> bool:
    """Return whether ``text`` is more than names: five words, of which small ones have accents."""
    words = WORD.findall(text)
    accented = sum(not word.isascii() for word in words if not word[0].isupper())
    small = sum(not word[0].isupper() for word in words)
    return small >= _FEWEST - 2 and len(words) >= _FEWEST and accented >= _ACCENTED * small
