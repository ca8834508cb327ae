"""What stands around a page: its addresses, its languages, its ways out."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..languages import language_name
from ..settings import Settings
from ..views import Alternate, Frame, PhotoView, Preview, Ref, Switch
from .edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The addresses of the theme's style and scripts, from the root of the site.

    ``help`` is its text for readers in each language, in Markdown; ``help_keys`` is the one
    after whose headings all editions name the sections.
    """

    style: str
    script: str
    search: str
    help: tuple[tuple[str, str], ...] = field(repr=False)
    help_keys: str = field(repr=False, default="")


def address(settings: Settings, lang: str, place: str) -> str:
    """Return where ``place`` of the edition in ``lang`` stands, from the root of the site."""
    return place if lang == settings.languages[0] else f"{lang}/{place}"


def absolute(settings: Settings, here: str, there: str) -> str:
    """Return the whole address of ``there`` where the site has one, else the way from ``here``."""
    if settings.site_url:
        return f"{settings.site_url}/{'' if there == 'index.html' else there}"
    return to_root(here) + there


def to_root(here: str) -> str:
    """Return the way from the page at ``here`` to the root of the site: ``""``, ``"../"`` …"""
    return "../" * here.count("/")


def first_frame(settings: Settings, edition: Edition, theme: Theme) -> Frame:
    """Return the frame that all pages of an edition have in common."""
    lang = edition.lang
    standing = tuple(
        Ref(f"pages/{page.slug}.html", edition.title(page), page.slug)
        for page in edition.library.standing
    )
    return Frame(
        lang=lang,
        address="",
        root="",
        home="",
        section="",
        title="",
        description="",
        canonical="",
        alternates=(),
        switches=(),
        site_name=_word(settings.site_names, lang),
        tagline=_word(settings.taglines, lang),
        publisher=_word(settings.publishers, lang),
        pages=standing,
        feed="feeds/all.atom.xml",
        style=theme.style,
        script=theme.script,
        search=theme.search,
        samples=edition.library.samples,
        preview=settings.preview,
        site=f"{settings.site_url}/" if settings.site_url else "",
        edition=f"{settings.site_url}/{address(settings, lang, '')}" if settings.site_url else "",
    )


def _word(words: tuple[tuple[str, str], ...], lang: str) -> str:
    said = dict(words)
    return said.get(lang) or next(iter(said.values()), "")


def frame(
    settings: Settings,
    common: Frame,
    place: str,
    section: str,
    *,
    title: str = "",
    description: str = "",
    image: PhotoView | None = None,
) -> Frame:
    """Return the frame of the page at ``place`` of its edition.

    The same place exists in every edition, so the switch always leads to the same page.
    """
    here = address(settings, common.lang, place)
    root, home = to_root(here), to_root(place)
    places = [(lang, address(settings, lang, place)) for lang in settings.languages]
    if place == "404.html" and settings.site_url:
        # A server shows this page at whatever address was asked for, however deep.
        root = urlsplit(settings.site_url).path + "/"
        home = root + address(settings, common.lang, "")
    alternates = [Alternate(lang, absolute(settings, here, there)) for lang, there in places]
    alternates.append(Alternate("x-default", alternates[0].href))
    # Copied by hand: ``replace`` takes as long as all the rest of a frame.
    return Frame(
        lang=common.lang,
        address=here,
        root=root,
        home=home,
        section=section,
        title=title,
        description=description,
        canonical=absolute(settings, here, here),
        alternates=tuple(alternates),
        switches=tuple(
            [
                Switch(lang, root + there, language_name(lang))
                for lang, there in places
                if lang != common.lang
            ]
        ),
        site_name=common.site_name,
        tagline=common.tagline,
        publisher=common.publisher,
        pages=common.pages,
        feed=common.feed,
        style=common.style,
        script=common.script,
        search=common.search,
        samples=common.samples,
        preview=common.preview,
        image=_preview(settings, here, image) if image else None,
        site=common.site,
        edition=common.edition,
    )


def _preview(settings: Settings, here: str, photo: PhotoView) -> Preview:
    widest = photo.picture.jpeg[-1]
    return Preview(absolute(settings, here, widest.url), widest.width, widest.height, photo.alt)
