"""A folder of templates, styles, scripts and catalogues → the looks of every page."""

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from posixpath import splitext

import jinja2

from ..problems import N_, SettingsError
from ..settings import Settings
from ..views import Page
from .brief import brief
from .shelf import Shelf
from .templates import Compiled, Edition

LAYERS = ("tokens", "elements", "layout", "parts", "utilities", "print")
_ADDRESS = re.compile(r'url\("\.\./static/([^"]+)"\)')
_HEADING = re.compile(r"^## +.", re.M)
_ADD = N_("Add the file {catalogue} to the site, or leave the language out")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """All that pages need but their content; read once, it asks nothing of the disk again.

    ``digest`` changes whenever any file of the theme does. ``files`` are the built static
    files by their place from the root of the site; ``style``, ``script`` and ``search``, the
    script of the search page alone, are three of them. ``help`` is what readers are told about
    the site, in Markdown, in each language; ``help_keys`` is the one after whose headings the
    addresses of its sections are named.
    """

    digest: str
    files: tuple[tuple[str, bytes], ...]
    style: str
    script: str
    help: tuple[tuple[str, str], ...]
    help_keys: str
    search: str
    editions: Mapping[str, Edition]

    def compile(self) -> None:
        """Compile every template now: what is forked from here on has them.

        One that is not in order is left to the page that needs it.
        """
        for edition in self.editions.values():
            for name in edition.sources:
                with suppress(jinja2.TemplateError):
                    edition.templates.get_template(name)

    def render(self, page: Page) -> str:
        """Return the HTML of ``page``.

        Raises ``SettingsError`` where a template is not in order, or one of its words is
        missing in the catalogue of the language.
        """
        edition = self.editions[page.frame.lang]
        try:
            template = edition.templates.get_template(page.template)
            return template.render(page=page.frame, view=page.view)
        except (jinja2.TemplateError, AttributeError) as error:
            raise _not_in_order(page.template, error) from error


def theme_of(settings: Settings) -> Theme:
    """Read the theme of a site; raise ``SettingsError`` as ``load`` does."""
    cache = settings.cache / "theme"
    return load(settings.theme, settings.languages, cache, settings.catalogues)


def load(
    folder: Path,
    languages: Iterable[str],
    cache: Path | None = None,
    catalogues: Path | None = None,
) -> Theme:
    """Read the theme in ``folder`` for pages in ``languages``.

    What lies in the site's own folder ``catalogues`` (``fr/LC_MESSAGES/theme.po``, ``fr/help.md``)
    goes before what the theme says, so a site can speak a language that its theme does not.

    Compiled templates and catalogues are kept in the folder ``cache``, where one is given, for
    the next process; whatever lies there, the pages are the same.

    Raises ``SettingsError`` where the folder, or its catalogue of a language, is not there.
    """
    read = _lying(folder)
    for name, content in _lying(catalogues).items() if catalogues else ():
        lang, _, rest = name.partition("/")
        read[f"help/{lang}.md" if rest == "help.md" else f"locale/{name}"] = content
    if "templates/base.html" not in read:
        raise SettingsError(
            N_("there is no theme in “{path}”"),
            N_("Name the folder of the theme in the settings: THEME = …"),
            path=str(folder),
        )
    return _made(tuple(read.items()), tuple(languages), cache)


def _lying(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@lru_cache(maxsize=2)
def _made(
    items: tuple[tuple[str, bytes], ...], languages: tuple[str, ...], cache: Path | None
) -> Theme:
    # Remembered, because compiling the templates costs more than a small build does without.
    read = dict(items)
    engine = _engine()
    static = {name: _place(name, content) for name, content in _below("static/", read)}
    style = _style(read, static).encode()
    shelf = Shelf(cache, f"{engine} {sys.version}")
    script, search = (
        _script(shelf, name, read, belongs)
        for name, belongs in (("site.js", _of_all), ("search.js", _of_search))
    )
    style_place, script_place = _place("site.css", style), _place("site.js", script)
    search_place = _place("search.js", search)
    editions = _editions(read, static, languages, shelf)
    return Theme(
        digest=_digest(read, engine),
        files=(
            (style_place, style),
            (script_place, script),
            (search_place, search),
            *((static[name], content) for name, content in _below("static/", read)),
        ),
        style=style_place,
        script=script_place,
        help=tuple((lang, _help(read, lang)) for lang in languages),
        help_keys=_help(read, "en" if "help/en.md" in read else languages[0]),
        search=search_place,
        editions=editions,
    )


def _below(folder: str, read: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    return ((n.removeprefix(folder), read[n]) for n in sorted(read) if n.startswith(folder))


def _engine() -> str:
    # The bytes of a page depend on the engine, too: Jinja, and how this folder sets it up.
    ours = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    said = b"\n".join((jinja2.__version__.encode(), *ours))
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def _digest(read: Mapping[str, bytes], engine: str) -> str:
    digest = hashlib.blake2b(engine.encode(), digest_size=16)
    for name, content in sorted(read.items()):
        digest.update(f"\n{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _place(name: str, content: bytes) -> str:
    """Return where a static file goes; its name changes with its content, but for licences."""
    stem, ending = splitext(name)
    if ending == ".txt":
        return f"theme/{name}"
    return f"theme/{stem}.{hashlib.blake2b(content, digest_size=4).hexdigest()}{ending}"


def _editions(
    read: Mapping[str, bytes], static: Mapping[str, str], languages: Iterable[str], shelf: Shelf
) -> Mapping[str, Edition]:
    sources = {name: content.decode() for name, content in _below("templates/", read)}
    compiled = Compiled(shelf)
    editions = {}
    for lang in languages:
        catalogue = f"locale/{lang}/LC_MESSAGES/theme.po"
        if catalogue not in read:
            raise SettingsError(
                N_("the theme does not speak the language “{lang}”"),
                _ADD,
                lang=lang,
                catalogue=catalogue,
            )
        editions[lang] = Edition(
            lang=lang,
            shelf=shelf,
            sources=sources,
            catalogue=read[catalogue],
            static=static,
            compiled=compiled,
        )
    return editions


def _help(read: Mapping[str, bytes], lang: str) -> str:
    name = f"help/{lang}.md"
    if name not in read:
        raise SettingsError(
            N_("the theme does not speak the language “{lang}”"),
            _ADD,
            lang=lang,
            catalogue=f"locale/{lang}/help.md",
        )
    text, keys = read[name].decode(), read.get("help/en.md", read[name]).decode()
    if len(_HEADING.findall(text)) != len(_HEADING.findall(keys)):
        raise SettingsError(
            N_("the help in “{lang}” has other sections than the English one"),
            N_("Give it the same sections in the same order, each below a line with ##"),
            lang=lang,
        )
    return text


def _not_in_order(template: str, error: jinja2.TemplateError | AttributeError) -> SettingsError:
    place = template
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.name or template}:{error.lineno}"
    return SettingsError(
        N_("the theme cannot show a page: {place}: {reason}"),
        N_("Correct the template; its folder is THEME in the settings"),
        place=place,
        reason=str(error) or type(error).__name__,
    )


# ── style and script ─────────────────────────────────────────────────────────


def _style(read: Mapping[str, bytes], static: Mapping[str, str]) -> str:
    """Return all styles as one: each file in the layer that its number names, without comments."""
    rules = [f"@layer {', '.join(LAYERS)};"]
    for name, content in _below("css/", read):
        layer = LAYERS[int(name.partition("-")[0]) - 1]
        text = _ADDRESS.sub(partial(_beside_the_style, static), content.decode())
        rules.append(f"@layer {layer} {{\n{_lean(_COMMENT.sub('', text))}\n}}")
    return "\n".join(rules) + "\n"


def _beside_the_style(static: Mapping[str, str], found: re.Match[str]) -> str:
    return f'url("{static[found[1]].removeprefix("theme/")}")'


def _of_search(name: str) -> bool:
    return name.startswith("search/")


def _of_all(name: str) -> bool:
    return not _of_search(name)


def _script(
    shelf: Shelf, name: str, read: Mapping[str, bytes], belongs: Callable[[str], bool]
) -> bytes:
    """Return those scripts that belong together as one, in as few bytes as is certain."""
    scripts = [content for name, content in _below("js/", read) if belongs(name)]
    sources = b"\0".join(scripts)
    kept = shelf.find(name, sources)
    if kept is None:
        texts = [content.decode() for content in scripts]
        kept = "".join(brief(t) or _lean(_COMMENT.sub("", t)) + "\n" for t in texts).encode()
        shelf.keep(name, sources, kept)
    return kept


def _lean(text: str) -> str:
    """Return ``text`` without blank lines and indentation."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
