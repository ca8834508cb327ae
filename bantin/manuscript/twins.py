"""A text → its translation, laid out for the translator: a title and the photos."""

from collections.abc import Sequence

from ..messages import translator
from ..model import Gallery
from ..problems import N_, SettingsError
from ..reading.fields import Fields
from .heads import compose, one_line
from .words import figure


def twin(
    languages: Sequence[str], fields: Fields, title: str = "", body: str = ""
) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that the second language of a site begins with.

    It has a line for the title, which may be empty, and each photo of ``body``, the Markdown
    of the first language, with its caption still to be written. Raises ``SettingsError`` where
    the site has no second language.
    """
    if len(languages) < 2:
        raise SettingsError(N_("this site has one language only"), N_("Leave the translation out"))
    lang = languages[1]
    label = next(field for field in fields.all if field.key == "title").label(lang)
    line = compose([("title", title)], fields, lang) if one_line(title) else f"---\n{label}:\n---\n"
    note = translator(lang)(N_("Write the translation below the next line ---"))
    head = f"{line.removesuffix('---' + chr(10))}# {note}\n---\n"
    return f"{lang}.md", (head + "".join(f"\n{photo}\n" for photo in _photos(body))).encode()


def _photos(body: str) -> list[str]:
    """Return the photos of a text as Markdown, without captions; those in a row stay together."""
    if not body.strip():
        return []
    from ..markup import convert  # a slow import, needed only where there are photos

    blocks = convert(body, path="", first_line=1, lang="vi").body
    galleries = [block for block in blocks if isinstance(block, Gallery)]
    return ["\n".join(figure("", photo.source) for photo in g.photos) for g in galleries]
