"""The bytes of ``names.csv`` → Names, and what is wrong with its lines."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from ..faults import fault
from ..model import Name
from ..problems import N_, ContentError, Problem, Severity
from ..text import nearest, slug
from .encodings import decode
from .names import Names, key

KINDS = {
    "unit": ("don-vi",),
    "rank": ("cap-bac", "quan-ham"),
    "position": ("chuc-vu",),
    "award": ("hinh-thuc", "hinh-thuc-khen-thuong", "danh-hieu"),
    "topic": ("chu-de",),
    "person": ("nhan-vat", "nguoi"),
    "occasion": ("dip", "nhan-dip"),
    "place": ("dia-diem",),
}
_LABELS = {
    "kind": ("kind", "loai"),
    "vi": ("vi", "tieng-viet", "ten"),
    "en": ("en", "tieng-anh"),
    "note": ("note", "ghi-chu"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The cells of one record and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


def read_names(
    data: bytes, path: str, languages: tuple[str, ...] = ("vi", "en")
) -> tuple[Names, tuple[Problem, ...]]:
    """Return the names of ``data`` and every Problem in it; a bad line costs only itself.

    There is a column for each of ``languages``; that of the first is needed, the others may be
    left out.

    Commas, semicolons and tabs part the cells, whichever the first line uses, because
    Excel writes what the system's language asks for.
    """
    try:
        rows = list(_rows(decode(data, path), path))
    except ContentError as error:
        return Names(main=languages[0]), error.problems
    if not rows:
        return Names(main=languages[0]), ()
    columns = _columns(rows[0], languages)
    if columns is None:
        return Names(main=languages[0]), (_no_columns(path, rows[0].line, languages),)
    has_head = _kind(rows[0].cells[0]) is None
    return _gather(rows[1:] if has_head else rows, columns, path, languages)


def _rows(text: str, path: str) -> Iterator[_Row]:
    lines = text.split("\n")
    # “sep=;” is a line by which some programs tell Excel what parts the cells.
    skipped = 1 if lines[0].strip().lower().startswith("sep=") else 0
    first = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader([f"{line}\n" for line in lines[skipped:]], delimiter=delimiter)
    start = skipped
    try:
        for cells in reader:
            line, start = start + 1, skipped + reader.line_num
            if any(_swallowed(cell, delimiter) for cell in cells):
                raise ContentError(_unreadable(path, line))
            cleaned = tuple(" ".join(cell.split()) for cell in cells)
            if any(cleaned) and not cleaned[0].startswith("#"):
                yield _Row(line=line, cells=cleaned)
    except csv.Error as error:
        raise ContentError(_unreadable(path, skipped + reader.line_num)) from error


def _swallowed(cell: str, delimiter: str) -> bool:
    """Return whether ``cell`` holds lines of the list, because a quotation mark was left open."""
    return any(_kind(line.partition(delimiter)[0]) for line in cell.split("\n")[1:])


def _columns(head: _Row, languages: tuple[str, ...]) -> dict[str, int] | None:
    """Return the place of each column, or None where kind and name have none."""
    named = ("kind", *languages, "note")
    if _kind(head.cells[0]):
        return {name: place for place, name in enumerate(named)}
    cells = [slug(cell) for cell in head.cells]
    found = {
        name: next((n for n, cell in enumerate(cells) if cell in _LABELS.get(name, (name,))), -1)
        for name in named
    }
    return found if found["kind"] >= 0 and found[languages[0]] >= 0 else None


def _kind(typed: str) -> str | None:
    wanted = slug(typed)
    return next((k for k, names in KINDS.items() if wanted == k or wanted in names), None)


def _gather(
    rows: list[_Row], columns: dict[str, int], path: str, languages: tuple[str, ...]
) -> tuple[Names, tuple[Problem, ...]]:
    main, *others = languages
    listed: dict[tuple[str, str], Name] = {}
    translated: dict[tuple[str, str], Name] = {}
    lines: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for row in rows:
        typed, text = (_cell(row, columns[name]) for name in ("kind", main))
        said = {lang: _cell(row, columns[lang]) for lang in others}
        kind = _kind(typed)
        place = (kind or "", key(text))
        if kind is None:
            problems.append(_unknown_kind(path, row.line, typed))
        elif not text:
            problems.append(_no_name(path, row.line, main, next(filter(None, said.values()), "")))
        elif place not in listed:
            problems += _odd(row, columns, path, text, said, keeps=kind in ("person", "place"))
            name = Name(text=text, translations=tuple((k, v) for k, v in said.items() if v))
            listed[place], lines[place] = name, row.line
            for _, words in name.translations:
                translated.setdefault((kind, key(words)), name)
        elif differing := [k for k, v in said.items() if (listed[place].said_in(k) or "") != v]:
            first = listed[place].said_in(differing[0]) or ""
            now = said[differing[0]]
            problems.append(_differs(path, row.line, text, now, first, lines[place]))
    return Names(listed=translated | listed, main=main), tuple(problems)


def _odd(
    row: _Row, columns: dict[str, int], path: str, text: str, said: dict[str, str], *, keeps: bool
) -> Iterator[Problem]:
    """Yield a warning for a name that is cut in two by a comma, or is not translated.

    People and places (``keeps``) keep their names in English.
    """
    surplus = row.cells[max(columns.values()) + 1 :]
    en = said.get("en", "")
    is_odd = surplus and not en.isascii()
    cells = [cell for cell in surplus if cell] or ([en] if is_odd else [])
    if cells:
        yield fault(
            "name-cells-too-many",
            N_("this line has more cells than the list has columns: “{cells}” is left over"),
            N_('A name with a comma stands in quotation marks: "{name}"'),
            path=path,
            line=row.line,
            severity=Severity.WARNING,
            cells=", ".join(cells),
            name=", ".join(filter(None, (text, *said.values()))),
        )
    elif "vi" in columns and text == en and not keeps and " " in text and not text.isascii():
        yield fault(
            "name-untranslated",
            N_("the English name of “{name}” is the Vietnamese one"),
            N_("Write the English name in the column en, or leave it empty"),
            path=path,
            line=row.line,
            severity=Severity.WARNING,
            name=text,
        )


def _cell(row: _Row, place: int) -> str:
    return row.cells[place] if 0 <= place < len(row.cells) else ""


def _no_columns(path: str, line: int, languages: tuple[str, ...]) -> Problem:
    return fault(
        "names-without-columns",
        N_("the first line does not name the columns kind and {main}"),
        N_("Begin the list with the line: {head}"),
        path=path,
        line=line,
        main=languages[0],
        head=",".join(("kind", *languages, "note")),
    )


def _unreadable(path: str, line: int) -> Problem:
    return fault(
        "names-unreadable",
        N_("the list of names cannot be read from this line on"),
        N_("Look for a quotation mark that is not closed; save the list as CSV UTF-8"),
        path=path,
        line=max(line, 1),
    )


def _unknown_kind(path: str, line: int, typed: str) -> Problem:
    suggestion = nearest(typed, KINDS) if typed else None
    message = N_("there is no kind of name “{typed}”")
    if suggestion:
        remedy = N_("Did you mean “{suggestion}”?")
        return fault(
            "name-kind-unknown", message, remedy, path=path, line=line, typed=typed,
            suggestion=suggestion,
        )  # fmt: skip
    remedy = N_("Write one of these kinds: {kinds}")
    return fault(
        "name-kind-unknown", message, remedy, path=path, line=line, typed=typed,
        kinds=", ".join(KINDS),
    )  # fmt: skip


def _no_name(path: str, line: int, main: str, other: str) -> Problem:
    if main == "vi":
        message = N_("the Vietnamese name is missing (English: “{english}”)")
        remedy = N_("Write the Vietnamese name in the column vi, or delete the line")
    else:
        message = N_("the column {main} is empty (“{english}”)")
        remedy = N_("Write the name in the column {main}, or delete the line")
    return fault(
        "name-without-vietnamese",
        message,
        remedy,
        path=path,
        line=line,
        english=other,
        main=main,
    )


def _differs(path: str, line: int, vi: str, en: str, first: str, first_line: int) -> Problem:
    return fault(
        "name-twice",
        N_("“{name}” is called “{english}” here, but “{first}” in line {number}"),
        N_("Keep one of the two lines"),
        path=path,
        line=line,
        name=vi,
        english=en,
        first=first,
        number=str(first_line),
    )
