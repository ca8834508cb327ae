"""The files of an item's folder → which of them is the text in which language, and why not."""

import posixpath
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ..faults import fault
from ..problems import N_, Problem, Severity
from ..text import slug
from .photos import is_other_picture, is_photo
from .tree import Folder, is_text_name, language_of

_GUESSES = {
    "vi": ("vi", "vn", "vie", "viet", "vietnamese", "tieng-viet"),
    "en": ("en", "eng", "english", "anh", "tieng-anh", "gb", "uk"),
}
_WORD = (".docx", ".doc", ".odt", ".rtf")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFiles:
    """The texts of a folder as pairs of language and file name, and what is wrong with them."""

    chosen: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def choose_texts(folder: Folder, languages: Sequence[str]) -> TextFiles:
    """Return the file of each language, the first language first.

    Without a text in the first language nothing is chosen, and one Problem says so.
    """
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    strays = [name for name in folder.files if "/" not in name and _calls_itself_text(name)]
    for name in sorted((name for name, _ in folder.texts), key=_plainest_first):
        lang = language_of(name) or ""
        if lang not in languages:
            strays.append(name)
        elif lang in chosen:
            problems.append(_twice(folder, chosen[lang], name))
        else:
            chosen[lang] = name
            problems.extend(_other_case(folder, name))
    problems.extend(_strays(folder, strays, chosen, languages))
    if languages[0] not in chosen:
        if not problems:
            problems.extend(_without_first(folder, chosen, languages[0]))
        return TextFiles(chosen=(), problems=tuple(problems))
    ordered = tuple((lang, chosen[lang]) for lang in languages if lang in chosen)
    return TextFiles(chosen=ordered, problems=tuple(problems))


def unpublished(folder: Folder, spoken_of: Container[str]) -> Iterator[Problem]:
    """Yield a warning for each file that lies in the folder but is not published.

    Files that are ``spoken_of``, as paths below the content folder, are told where that stands.
    """
    for name in folder.files:
        if is_photo(name) or _calls_itself_text(name) or f"{folder.path}/{name}" in spoken_of:
            continue
        yield not_published(f"{folder.root}/{folder.path}/{name}", name)


def _calls_itself_text(name: str) -> bool:
    return is_text_name(name) or (
        name.lower().endswith(".txt") and _guess(posixpath.basename(name), ()) is not None
    )


def _plainest_first(name: str) -> tuple[bool, str]:
    return name.lower().startswith("index."), name


def _guess(name: str, missing: Sequence[str]) -> str | None:
    """Return the language that a wrongly named text is probably in."""
    stem = slug(name.lower().removeprefix("index.").partition(".")[0])
    for lang, words in _GUESSES.items():
        if stem in words:
            return lang
    return missing[0] if missing else None


def _strays(
    folder: Folder, strays: list[str], chosen: dict[str, str], languages: Sequence[str]
) -> Iterator[Problem]:
    """Yield a Problem for each text whose name is not read; each language is offered once."""
    missing = [lang for lang in languages if lang not in chosen]
    first = [lang for lang in missing if lang == languages[0]]
    for name in strays:
        lang = _guess(name, first)
        path = f"{folder.root}/{folder.path}/{name}"
        if lang in missing:
            missing.remove(lang)
            first = [other for other in first if other != lang]
            yield _misnamed(path, name, f"{lang}.md")
        else:
            yield not_published(path, name)


def _misnamed(path: str, name: str, right: str) -> Problem:
    if name.lower().endswith(".txt"):
        message = N_("the file's real name is “{file}” (Windows hides such endings)")
    else:
        message = N_("the text “{file}” is not read under this name")
    return fault(
        "text-misnamed", message, N_("Rename it to {right}"), path=path, file=name, right=right
    )


def _other_case(folder: Folder, name: str) -> Iterator[Problem]:
    if name != name.lower():
        yield fault(
            "text-letter-case",
            N_("the name “{file}” has capital letters"),
            N_("Rename it to {right}"),
            path=f"{folder.root}/{folder.path}/{name}",
            severity=Severity.WARNING,
            file=name,
            right=name.lower(),
        )


def _twice(folder: Folder, first: str, second: str) -> Problem:
    return fault(
        "text-twice",
        N_("“{second}” and “{first}” are the same text; only “{first}” is read"),
        N_("Keep one of the two files"),
        path=f"{folder.root}/{folder.path}/{second}",
        first=first,
        second=second,
    )


def _without_first(folder: Folder, chosen: dict[str, str], lang: str) -> Iterator[Problem]:
    path = f"{folder.root}/{folder.path}"
    for name in list(chosen.values())[:1]:
        yield fault(
            "text-missing",
            N_("{main} is missing, there is only {file}"),
            N_("Write {main}: it holds the facts; {file} is its translation"),
            path=f"{path}/{name}",
            main=f"{lang}.md",
            file=name,
        )
        return
    if any(language_of(posixpath.basename(name)) for name in folder.files):
        return  # the texts lie too deep, which has been told
    word = next((name for name in folder.files if name.lower().endswith(_WORD)), None)
    remedy = N_("Write {main} in it, or delete the folder")
    if word:
        remedy = N_("Import “{file}” with “New article”, or write {main}")
    yield fault(
        "folder-without-text",
        N_("the folder “{folder}” holds no text"),
        remedy,
        path=path,
        severity=Severity.ERROR if folder.files else Severity.WARNING,
        folder=posixpath.basename(folder.path),
        main=f"{lang}.md",
        file=word or "",
    )


def not_published(path: str, name: str) -> Problem:
    """Return the warning about a file that nobody will see; the remedy follows from its ending."""
    if name.lower().endswith(".lnk"):
        remedy = N_("It is only a shortcut: copy the file itself into this folder")
    elif is_other_picture(name):
        remedy = N_("Save the photo as JPG and put it into the text, or delete it")
    elif name.lower().endswith(_WORD):
        remedy = N_("To make an article of it, use “New article”; else delete it here")
    else:
        remedy = N_("Delete it here if nobody needs it")
    return fault(
        "file-not-published",
        N_("“{file}” is not published"),
        remedy,
        path=path,
        severity=Severity.WARNING,
        file=name,
    )
