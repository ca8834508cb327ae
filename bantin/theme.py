"""A folder of templates, styles, scripts and catalogues → the looks of every page."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from io import BytesIO
from pathlib import Path
from posixpath import splitext
from typing import Any

import jinja2
from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from .model import Picture, Rendition
from .problems import N_, SettingsError
from .views import Day, Label, Page, Ref

LAYERS = ("tokens", "elements", "layout", "parts", "utilities", "print")
_ADDRESS = re.compile(r'url\("\.\./static/([^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """All that pages need but their content; read once, it asks nothing of the disk again.

    ``digest`` changes whenever any file of the theme does. ``files`` are the built static
    files by their place from the root of the site; ``style`` and ``script`` are two of them.
    """

    digest: str
    files: tuple[tuple[str, bytes], ...]
    style: str
    script: str
    editions: Mapping[str, "Edition"]

    def render(self, page: Page) -> str:
        """Return the HTML of ``page``.

        Raises ``SettingsError`` where a template is not in order, or one of its words is
        missing in the catalogue of the language.
        """
        edition = self.editions[page.frame.lang]
        try:
            template = edition.templates.get_template(page.template)
            return template.render(page=page.frame, view=page.view)
        except jinja2.TemplateError as error:
            raise _not_in_order(page.template, error) from error


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The templates in one language, compiled when the first page asks for them."""

    sources: Mapping[str, str]
    catalogue: bytes
    static: Mapping[str, str]
    compiled: "_Compiled"

    @cached_property
    def templates(self) -> Environment:
        """Return the templates with the words of the language in them."""
        environment = _Environment(
            loader=DictLoader(self.sources),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=self.compiled,
            cache_size=-1,
        )
        entries = read_words(self.catalogue)
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            partial(_one, entries), partial(_many, entries), newstyle=True
        )
        environment.globals["static"] = self.static
        environment.globals["once"] = _once()
        environment.filters.update(
            day=day, words=words, lang=lang, link=link, srcset=srcset, tenths=tenths
        )
        return environment


class _Environment(Environment):
    """An environment whose templates share its globals, so that an import costs next to nothing."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals


def _once() -> Callable[..., str]:
    """Return what calls a macro with values and remembers the answer for equal ones.

    The foot of the page and the like are the same on hundreds of pages. A macro sees nothing
    but its arguments and the theme, so the answer never grows old.
    """
    known: dict[tuple[object, ...], str] = {}

    def once(macro: Macro, *values: object) -> str:
        key = (macro.name, *values)
        if key not in known:
            known[key] = macro(*values)
        return known[key]

    return once


class _Compiled(BytecodeCache):
    """What one language has compiled the others take over."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


def load(folder: Path, languages: Iterable[str]) -> Theme:
    """Read the theme in ``folder`` for pages in ``languages``.

    Raises ``SettingsError`` where the folder, or its catalogue of a language, is not there.
    """
    read = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    if "templates/base.html" not in read:
        raise SettingsError(
            N_("there is no theme in “{path}”"),
            N_("Name the folder of the theme in the settings: THEME = …"),
            path=str(folder),
        )
    return _made(tuple(read.items()), tuple(languages))


@lru_cache(maxsize=2)
def _made(items: tuple[tuple[str, bytes], ...], languages: tuple[str, ...]) -> Theme:
    # Remembered, because compiling the templates costs more than a small build does without.
    read = dict(items)
    static = {name: _place(name, content) for name, content in _below("static/", read)}
    style = _style(read, static).encode()
    script = _script(read).encode()
    style_place, script_place = _place("site.css", style), _place("site.js", script)
    return Theme(
        digest=_digest(read),
        files=(
            (style_place, style),
            (script_place, script),
            *((static[name], content) for name, content in _below("static/", read)),
        ),
        style=style_place,
        script=script_place,
        editions=_editions(read, static, languages),
    )


def _below(folder: str, read: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    return ((n.removeprefix(folder), read[n]) for n in sorted(read) if n.startswith(folder))


def _digest(read: Mapping[str, bytes]) -> str:
    # The bytes of a page depend on the engine, too: Jinja, and how this module sets it up.
    engine = jinja2.__version__.encode() + Path(__file__).read_bytes()
    digest = hashlib.blake2b(engine, digest_size=16)
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
    read: Mapping[str, bytes], static: Mapping[str, str], languages: Iterable[str]
) -> Mapping[str, Edition]:
    sources = {name: content.decode() for name, content in _below("templates/", read)}
    compiled = _Compiled()
    editions = {}
    for lang in languages:
        catalogue = f"locale/{lang}/LC_MESSAGES/theme.po"
        if catalogue not in read:
            raise SettingsError(
                N_("the theme does not speak the language “{lang}”"),
                N_("Add the file {catalogue} to the theme, or leave the language out"),
                lang=lang,
                catalogue=catalogue,
            )
        editions[lang] = Edition(
            sources=sources,
            catalogue=read[catalogue],
            static=static,
            compiled=compiled,
        )
    return editions


# ── words ────────────────────────────────────────────────────────────────────


def read_words(catalogue: bytes) -> dict[str, tuple[str, ...]]:
    """Return the entries of a ``.po`` file, each with all its plural forms.

    An entry that counts is known by its English singular.
    """
    from babel.messages.pofile import read_po  # a slow import, needed only where pages are made

    entries = {}
    for message in read_po(BytesIO(catalogue)):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key and all(forms) and not message.fuzzy:
            entries[str(key)] = tuple(map(str, forms))
    return entries


def _not_in_order(template: str, error: jinja2.TemplateError) -> SettingsError:
    place = template
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.name or template}:{error.lineno}"
    return SettingsError(
        N_("the theme cannot show a page: {place}: {reason}"),
        N_("Correct the template; its folder is THEME in the settings"),
        place=place,
        reason=error.message or type(error).__name__,
    )


def _forms(entries: Mapping[str, tuple[str, ...]], message: str) -> tuple[str, ...]:
    if message in entries:
        return entries[message]
    raise SettingsError(
        N_("the theme has no translation of “{words}”"),
        N_("Add it to the file theme.po of this language"),
        words=message,
    )


def _one(entries: Mapping[str, tuple[str, ...]], message: str) -> str:
    return _forms(entries, message)[0]


def _many(entries: Mapping[str, tuple[str, ...]], singular: str, plural: str, count: int) -> str:
    forms = _forms(entries, singular)
    # Vietnamese has one form; the languages with two that we speak set one thing apart.
    return forms[0 if count == 1 else -1]


# ── the small pieces that every page is full of ──────────────────────────────


def day(day: Day) -> Markup:
    """Return a day that programs can read too."""
    return _html('<time datetime="', escape(day.iso), '">', escape(day.text), "</time>")


def lang(label: Label) -> Markup:
    """Return the attribute that names the language of ``label``, or nothing where it is ours."""
    return _html(' lang="', escape(label.lang), '"') if label.lang else Markup("")


def words(label: Label) -> Markup:
    """Return ``label``, marked with its language where that is not the language of the page."""
    text = escape(label.text)
    return _html("<span", lang(label), ">", text, "</span>") if label.lang else text


def link(ref: Ref, home: str) -> Markup:
    """Return a link to ``ref``, or its words alone where there is nothing to link to."""
    if not ref.href:
        return words(ref.label)
    address, text = escape(ref.href), escape(ref.label.text)
    return _html('<a href="', home, address, '"', lang(ref.label), ">", text, "</a>")


def _html(*parts: str) -> Markup:
    # Much faster than Markup.format; whoever calls has escaped what is not ours.
    return Markup("".join(parts))  # noqa: S704


def srcset(renditions: Iterable[Rendition], root: str) -> str:
    """Return the candidates among which a browser chooses, each with its real width."""
    return ", ".join(f"{root}{rendition.url} {rendition.width}w" for rendition in renditions)


def tenths(picture: Picture) -> int:
    """Return how many tenths of its height ``picture`` is wide, between 4 and 30."""
    return min(max(round(picture.width * 10 / picture.height), 4), 30)


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


def _script(read: Mapping[str, bytes]) -> str:
    scripts = (content.decode() for _, content in _below("js/", read))
    return "".join(_lean(_COMMENT.sub("", text)) + "\n" for text in scripts)


def _lean(text: str) -> str:
    """Return ``text`` without blank lines and indentation."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
