"""How many photos and captions of Word files are taken over: ``python -m benchmarks.word FOLDER``

Every ``.docx`` below the folders is taken over. What its captions are is judged here, by marks that
Word itself knows (a paragraph of the style for captions, a counting field, words as “Hình 3”), and
not by the code that is measured. Prints each caption that was not joined, then the sums. Whether
a caption that nobody judged is rightly joined has to be looked at by hand.
"""

import hashlib
import io
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from bantin.markup import convert
from bantin.model import Gallery
from bantin.problems import ContentError
from bantin.word.imported import read_here

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_BEGINS = re.compile(
    r"(?i)(figure|fig\.?|hình|ảnh|image|picture|photo|abbildung|abb\.?|рис\.?|рисунок|figura|图|図)"
    r"\s*[\d.:–-]"
)
_NUMBER = re.compile(r"^\w+\.?\s*[\d.]+\s*[:.–-]*\s*")
_STYLE = re.compile(r"(?i)caption|chuthich|beschriftung|légende|legende|bildunterschrift")
_COUNTED = re.compile(r"\bSEQ\b")
_PHOTO = re.compile(r"(?i)\.(?:jpe?g|png|gif|bmp|tiff?|webp)$")
_OLDER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FAR = 2  # so many paragraphs from its picture a caption may stand, empty ones not counted
_LONG = 400


def main() -> None:
    """Measure the folders of the command line."""
    counts: Counter[str] = Counter()
    seen: set[bytes] = set()
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).rglob("*.docx")):
            digest = hashlib.sha256(path.read_bytes()).digest()
            counts.update({"files that lie there twice": 1} if digest in seen else _measured(path))
            seen.add(digest)
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    judged = counts["captions judged"]
    if judged:
        print(f"{counts['joined'] / judged:6.1%} of captions joined")


def _measured(path: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    data = path.read_bytes()
    try:
        wanted, photos = _judged(data)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, NotImplementedError, ValueError):
        return Counter({"files that are no Word files": 1})
    if not photos:
        return Counter({"files without a photo": 1})
    try:
        taken = read_here(data, path.name, today=date(2024, 4, 1), campaigns=())
    except ContentError:
        return Counter({"files that were refused": 1})
    carried = min(len(photos), len(taken.photos))
    counts.update({"files": 1, "photos": len(photos), "photos carried": carried})
    if carried < len(photos):
        print(f"{path.name}: {carried} of {len(photos)} photos")
    body = taken.text.split("\n---\n", 1)[1]
    made = convert(body, path="vi.md", first_line=1, lang="vi")
    galleries = [block for block in made.body if isinstance(block, Gallery)]
    found = Counter(_plain(photo.caption) for one in galleries for photo in one.photos)
    for caption in wanted:
        counts["captions judged"] += 1
        match = next((said for said in found if found[said] and _alike(said, caption)), None)
        if match is None:
            print(f"{path.name}: “{caption[:100]}”")
        else:
            counts["joined"] += 1
            found[match] -= 1
    counts["captions that nobody judged"] += sum(n for said, n in found.items() if said)
    return counts


def _judged(data: bytes) -> tuple[list[str], set[str]]:
    """Return the captions that stand beside pictures, and a digest of each photo that is shown."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - chosen by hand
        links = ET.fromstring(archive.read("word/_rels/document.xml.rels"))  # noqa: S314
        places = {link.get("Id"): f"word/{link.get('Target', '')}" for link in links}
        inside = {
            name: hashlib.sha256(archive.read(place)).hexdigest()
            for name, place in places.items()
            if _PHOTO.search(place) and place in archive.namelist()
        }
    rows = list(_paragraphs(body))
    shown = [{inside[name] for name in row.images if name in inside} for row in rows]
    taken: set[int] = set()
    found = []
    for place, photos in enumerate(shown):
        if photos:
            for near in (place, *_near(rows, place)):
                if near not in taken and rows[near].is_caption:
                    taken.add(near)
                    found.append(rows[near].text)
                    break
    return found, set().union(*shown)


@dataclass(slots=True)
class _Row:
    """A paragraph without those that stand in boxes within it."""

    style: str = ""
    text: str = ""
    fields: str = ""
    images: list[str] = field(default_factory=list)

    @property
    def is_caption(self) -> bool:
        if not self.text or len(self.text) > _LONG:
            return False
        is_marked = bool(_STYLE.search(self.style)) or bool(_COUNTED.search(self.fields))
        return is_marked or _BEGINS.match(self.text) is not None


def _paragraphs(element: ET.Element, row: _Row | None = None) -> Iterator[_Row]:
    """Yield every paragraph where it begins; of two ways to show a drawing, the newer one."""
    for child in element:
        if child.tag == _OLDER:
            continue
        if child.tag == f"{_W}p":
            own = _Row()
            inner = list(_paragraphs(child, own))
            own.text = _plain(own.text)
            yield own
            yield from inner
            continue
        if row is not None:
            _note(child, row)
        yield from _paragraphs(child, row)


def _note(element: ET.Element, row: _Row) -> None:
    if element.tag == f"{_W}t":
        row.text += element.text or ""
    elif element.tag in (f"{_W}tab", f"{_W}br"):
        row.text += " "
    elif element.tag == f"{_W}pStyle":
        row.style = element.get(f"{_W}val") or ""
    elif element.tag == f"{_W}instrText":
        row.fields += element.text or ""
    elif element.tag == f"{_W}fldSimple":
        row.fields += element.get(f"{_W}instr") or ""
    elif element.tag == _BLIP:
        row.images.append(element.get(f"{_R}embed") or "")
    elif element.tag == _OLD_IMAGE:
        row.images.append(element.get(f"{_R}id") or "")


def _near(rows: list[_Row], place: int) -> Iterator[int]:
    for step in (1, -1):
        passed, at = 0, place + step
        while 0 <= at < len(rows) and passed < _FAR:
            if rows[at].text:
                yield at
                break
            passed += 1
            at += step


def _plain(said: str) -> str:
    return " ".join(unicodedata.normalize("NFC", said).split())


def _alike(said: str, caption: str) -> bool:
    """Return whether one is the other but for its number, marks and the photographer at its end."""
    counted = _NUMBER.sub("", caption) or caption
    one, other = (re.sub(r"[^\w]+", "", text).casefold() for text in (said, counted))
    return bool(one) and (one in other or other in one) and 2 * len(one) >= len(other)


if __name__ == "__main__":
    main()
