"""Sources of templates and the words of a language → templates that speak it."""

import marshal
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, cast

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..problems import N_, SettingsError
from . import linked, pieces
from .code import Code, lean
from .parts import Parts
from .shelf import Shelf
from .words import read_words

_PIECES = (
    *(pieces.day, pieces.words, pieces.lang, pieces.link, pieces.srcset, pieces.tenths),
    *(pieces.tint, linked.article_data, linked.campaign_data, linked.way_data),
)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The templates in one language, compiled when the first page asks for them."""

    lang: str
    sources: Mapping[str, str]
    catalogue: bytes
    static: Mapping[str, str]
    compiled: "Compiled"
    shelf: Shelf
    parts: Parts = field(default_factory=Parts)

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
        environment.context_class = _Context
        environment.template_class = _Template
        environment.code_generator_class = Code
        entries = _safe(self._words())
        one, many = partial(_one, entries), partial(_many, entries)
        environment.install_gettext_callables(one, many, newstyle=True)  # type: ignore[attr-defined]
        # The extension wraps both in three calls more for every word on every page.
        environment.globals.update(_=one, gettext=one, ngettext=many, static=self.static)
        environment.filters.update({piece.__name__: piece for piece in _PIECES})
        environment.filters.update(once=self.parts.once, each=self.parts.each)
        environment.filters.update(every=self.parts.every, beside=zip)
        return environment

    def _words(self) -> dict[str, tuple[str, ...]]:
        name = f"{self.lang}.words"
        kept = self.shelf.find(name, self.catalogue)
        if kept is not None:
            return cast(dict[str, tuple[str, ...]], marshal.loads(kept))  # noqa: S302 (our own)
        entries = read_words(self.catalogue)
        self.shelf.keep(name, self.catalogue, marshal.dumps(entries))
        return entries


class _Environment(Environment):
    """An environment whose templates share its globals, so that an import costs next to nothing."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals

    html = staticmethod(pieces.html)
    lean = staticmethod(lean)

    @cached_property
    def _found(self) -> dict[str, Template]:
        return {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        # A page asks for ten of them, and none ever changes.
        if not isinstance(name, str):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


class _Template(Template):
    """A template whose macros are made once: what they see never changes."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Context(Context):
    """A context that calls macros and words as they are."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        # Jinja asks of each callable whether it wants the context; none of ours does, and a
        # page calls a hundred of them.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class Compiled(BytecodeCache):
    """What one language, or a process before this one, has compiled the others take over."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self._known.get(bucket.key) or self._shelf.find(bucket.key, _source(bucket))
        if found:
            self._known[bucket.key] = found
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = self._known[bucket.key] = bucket.bytecode_to_string()
        self._shelf.keep(bucket.key, _source(bucket), code)


def _source(bucket: Bucket) -> bytes:
    return bucket.checksum.encode()


# ── words ────────────────────────────────────────────────────────────────────


_Entries = Mapping[str, tuple[Markup, ...]]


def _safe(entries: Mapping[str, Iterable[str]]) -> _Entries:
    # The words of a theme are as much its own as its tags.
    return {key: tuple(Markup(form) for form in forms) for key, forms in entries.items()}  # noqa: S704


def _forms(entries: _Entries, message: str) -> tuple[Markup, ...]:
    if message in entries:
        return entries[message]
    raise SettingsError(
        N_("the theme has no translation of “{words}”"),
        N_("Add it to the file theme.po of this language"),
        words=message,
    )


def _one(entries: _Entries, message: str, **values: object) -> Markup:
    return _filled(_forms(entries, message)[0], values)


def _many(entries: _Entries, singular: str, plural: str, count: int, **values: object) -> Markup:
    forms = _forms(entries, singular)
    # Vietnamese has one form; the languages with two that we speak set one thing apart.
    return _filled(forms[0 if count == 1 else -1], {"num": count, **values})


def _filled(form: Markup, values: Mapping[str, object]) -> Markup:
    if "%" not in form:
        return form
    return Markup(str(form) % {name: escape(value) for name, value in values.items()})  # noqa: S704
