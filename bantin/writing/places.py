"""Kind, slug and language → the text that is meant, in the folder of its item."""

from ..reading import Survey
from ..reading.fields import Fields
from ..reading.tree import KINDS, language_of
from .sheets import Place


def place_of(survey: Survey, kind: str, slug: str, lang: str) -> Place | None:
    """Return the text of that item in ``lang``, which may not be written yet.

    None where there is no such item, or no such language.
    """
    if kind not in KINDS or lang not in survey.languages:
        return None
    rows = survey.rows.items()
    folder = next((path for path, row in rows if row.kind == kind and row.slug == slug), None)
    if not slug or folder is None:
        return None
    return Place(
        kind=kind,
        slug=slug,
        lang=lang,
        folder=folder,
        name=_name(survey, folder, lang),
        is_translation=lang != survey.languages[0],
    )


def _name(survey: Survey, folder: str, lang: str) -> str:
    """Return the file of the text, as it is chosen where texts are read."""
    names = [name for name in survey.tree.files.get(folder, ()) if language_of(name) == lang]
    plainest = sorted(names, key=lambda name: (name.lower().startswith("index."), name))
    return plainest[0] if plainest else f"{lang}.md"


def shown_at(place: Place, languages: tuple[str, ...]) -> str:
    """Return the address of the page that shows the text."""
    edition = "" if place.lang == languages[0] else f"{place.lang}/"
    return f"{edition}{place.kind}/{place.slug}.html"


def labels(fields: Fields, lang: str) -> dict[str, str]:
    """Return what each field is called in ``lang``."""
    return {field.key: field.label(lang) for field in fields.all}
