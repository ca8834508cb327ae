"""Whatever is said to writers and readers is said completely in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")

# Vietnamese papers write these as English does.
SAME_IN_BOTH: frozenset[str] = frozenset()

Entry = tuple[str | None, str | tuple[str, ...]]
"""What an entry is known by: its context and its English, with the plural where there is one."""


def marked(text: str, mark: str = "N_") -> Iterator[Entry]:
    """Yield the messages of a module: the constant arguments of ``mark``."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == mark:
            yield None, ast.literal_eval(node.args[0])


def for_writers() -> set[Entry]:
    files = (ROOT / "bantin").rglob("*.py")
    in_code = {entry for file in files for entry in marked(file.read_text("utf-8"))}
    return in_code | in_templates(ROOT / "bantin/writing/templates")


def for_readers() -> set[Entry]:
    files = (ROOT / "bantin/data").rglob("*.py")
    in_tables = {entry for file in files for entry in marked(file.read_text("utf-8"), "R_")}
    return in_templates(ROOT / "theme/templates") | in_tables


def in_templates(folder: Path) -> set[Entry]:
    found = extract_from_dir(
        folder,
        method_map=[("**.*", "jinja2.ext.babel_extract")],
        options_map={"**.*": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}},
    )
    return {(context, message) for _, _, message, _, context in found}


def catalogue(folder: str, domain: str, lang: str) -> Catalog:
    with (ROOT / folder / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


SOURCES = {
    "writers": ("bantin/locale", "bantin", for_writers),
    "readers": ("theme/locale", "theme", for_readers),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", SOURCES)
def test_every_message_has_an_entry_and_every_entry_a_message(audience: str, lang: str) -> None:
    folder, domain, wanted = SOURCES[audience]
    entries = {(m.context, m.id) for m in catalogue(folder, domain, lang) if m.id}

    missing = [f"missing: {entry}" for entry in sorted(wanted() - entries, key=str)]
    unused = [f"unused: {entry}" for entry in sorted(entries - wanted(), key=str)]
    assert not missing + unused, "\n".join(missing + unused)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", SOURCES)
def test_every_entry_is_complete(audience: str, lang: str) -> None:
    folder, domain, _ = SOURCES[audience]

    faulty = [
        f"line {message.lineno}: {message.id!r}: {fault}"
        for message in catalogue(folder, domain, lang)
        if message.id and (fault := fault_of(message, lang))
    ]

    assert not faulty, "\n".join(faulty)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", SOURCES)
def test_no_entry_stands_twice(audience: str, lang: str) -> None:
    folder, domain, _ = SOURCES[audience]
    text = (ROOT / folder / lang / "LC_MESSAGES" / f"{domain}.po").read_text("utf-8")

    # One more than there are messages: the header is written as the entry of the empty one.
    assert f"\n{text}".count("\nmsgid ") == len(catalogue(folder, domain, lang)) + 1


def fault_of(message: Message, lang: str) -> str:
    source, said = both_sides(message)
    if not all(said):
        return "is empty"
    if message.fuzzy:
        return "is fuzzy"
    # A singular may leave out the number, as in “one day left”.
    wanted = fields(source[-1])
    if any(fields(text) != wanted for text in said[-1:]) or any(fields(t) - wanted for t in said):
        return f"has other fields than {sorted(wanted)}"
    if lang == "en" and said[0] != source[0]:
        return "says something else than the English of the code"
    left_over = lang == "vi" and said[0] == source[0] and " " in source[0].strip()
    return "is English" if left_over and source[0] not in SAME_IN_BOTH else ""


def both_sides(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the English and the translation, each with its plural forms where it has them."""
    source = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string or "",)
    return tuple(map(str, source)), tuple(map(str, said))


def fields(text: str) -> set[str]:
    """Return the names of the fields of ``text``, in either manner: ``{day}``, ``%(day)s``."""
    old = {part.split(")")[0] for part in text.split("%(")[1:]}
    return old | {name for _, name, _, _ in Formatter().parse(text) if name}
