"""What the index says → its files: each is a script that makes one call."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from .coding import encoded
from .document import Facet, Shown

FOLDER = "search"

# What readers of this kind of news write short. Folded, as all that is looked up.
ABBREVIATIONS = {
    "atgt": "an toan giao thong",
    "bch": "ban chap hanh",
    "bqp": "bo quoc phong",
    "btl": "bo tu lenh",
    "ctct": "cong tac chinh tri",
    "ctd": "cong tac dang",
    "cvd": "cuoc van dong",
    "dbp": "dien bien phu",
    "dcs": "dang cong san",
    "dcsvn": "dang cong san viet nam",
    "dtn": "doan thanh nien",
    "hcm": "ho chi minh",
    "hsq": "ha si quan",
    "khkt": "khoa hoc ky thuat",
    "llvt": "luc luong vu trang",
    "mttq": "mat tran to quoc",
    "pccc": "phong chay chua chay",
    "qdnd": "quan doi nhan dan",
    "qdndvn": "quan doi nhan dan viet nam",
    "qncn": "quan nhan chuyen nghiep",
    "tbkt": "trang bi ky thuat",
    "tdkt": "thi dua khen thuong",
    "tdqt": "thi dua quyet thang",
    "tw": "trung uong",
    "ubnd": "uy ban nhan dan",
    "vktbkt": "vu khi trang bi ky thuat",
}


def script(kind: str, name: str | int, data: object) -> bytes:
    """Return the script that hands ``data`` to whoever waits for the file ``name`` of a kind."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # To older browsers these two end a line, even within a text.
    said = said.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'bantinSearch("{kind}",{json.dumps(name)},{said});\n'.encode()


def languages_of_items(items: Iterable[int]) -> str:
    """Return the languages of each item as a letter, with a figure behind where it is repeated.

    The letter is @ and so many further as the bits say: A is the first language alone, C the
    first two.
    """
    runs = ((chr(64 + bits), len(list(same))) for bits, same in groupby(items))
    return "".join(letter if count == 1 else f"{letter}{count}" for letter, count in runs)


def facet_rows(facets: Iterable[Facet]) -> list[list[object]]:
    """Return facets as rows: the slug, its names, and the items that have it as a list."""
    return [[f.slug, list(f.names), encoded(f.items)] for f in facets if f.items]


def shown_row(shown: Shown, text: str) -> list[object]:
    """Return a document as an answer shows it; captions as places in the text where they can be."""
    is_plain = len(text.encode("utf-16-le", "replace")) == 2 * len(text)  # as scripts count
    captions: list[object] = []
    for caption in shown.captions:
        place = text.find(caption) if is_plain else -1
        captions.append(caption if place < 0 else [place, len(caption)])
    return [
        shown.kind,
        shown.slug,
        shown.lang,
        shown.title,
        *shown.day,
        [list(tie) for tie in shown.ties],
        shown.status,
        shown.photo,
        captions,
        text,
    ]


def start_row(
    *,
    stamp: str,
    languages: Sequence[str],
    items: str,
    years: Sequence[tuple[int, int]],
    bits: tuple[int, int],
    words: str,
    initials: str,
) -> Mapping[str, object]:
    """Return what a search begins with."""
    return {
        "stamp": stamp,
        "languages": list(languages),
        "items": items,
        "years": [list(year) for year in years],
        "bits": list(bits),
        "words": words,
        "initials": initials,
        "short": ABBREVIATIONS,
    }
