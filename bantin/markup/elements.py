"""A text's tree → headings in order, safe links, and the rows of its tables of awardees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..faults import fault
from ..messages import translator
from ..model import AwardRow, Link
from ..problems import N_, Problem, Severity
from ..text import slug
from .award_tables import award_rows
from .engine import Words, address
from .links import Way, way
from .marks import last_number
from .sanitise import OURS

_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST = 4


@dataclass(slots=True)
class Reading:
    """What is found while one text is converted; ``lines`` are those that were typed."""

    path: str
    first_line: int
    lang: str
    lines: Sequence[str]
    links: dict[Link, None] = field(default_factory=dict)
    rows: list[AwardRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    typed: list[tuple[str, int]] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)

    def look(self, root: Element, words: Words) -> None:
        """Read the tree ``root`` and set right what is ours to set right in it."""
        for block in root:
            block.tail = "\n"
        elements = list(root.iter())
        self._set_headings([e for e in elements if e.tag in _LEVELS], words)
        for element in elements:
            if element.tag == "a":
                self._set_link(element)
            elif element.tag == "table":
                self._set_table(element, words)
            elif element.tag == "img":
                self.problems.append(self._not_a_picture(element))
                element.attrib.clear()
        if any(element.get("class") == "footnote" for element in root):
            self._set_notes(elements)

    def href(self, value: str) -> str | None:
        """Return the address that a page may hold for ``value``, None where there is none.

        ``value`` is one of those that ``look`` left in the tree, or one typed in HTML.
        """
        place = value.removeprefix(OURS)
        if value.startswith(OURS) and place.startswith("#"):
            return place
        if value.startswith(OURS) and place.isdecimal() and int(place) < len(self.typed):
            typed, line = self.typed[int(place)]
        else:
            typed, line = value, self._line_of(value)
        found = way(typed, path=self.path, line=line)
        if link := found.link(typed, line):
            self.links[link] = None
        if found.problem:
            self.problems.append(found.problem)
        return self._anchored(found) or None

    def _anchored(self, found: Way) -> str:
        """Return the address; one within this text leads to the heading that it names."""
        if found.href.startswith("#"):
            return self.anchors.get(slug(found.href), found.href)
        return found.href

    def _set_headings(self, headings: list[Element], words: Words) -> None:
        """Let the first level be h2, below the title, and no level be left out."""
        levels = sorted({heading.tag for heading in headings})
        for heading in headings:
            if heading.tag == "h1":
                self.problems.append(self._too_high(heading))
            heading.tag = f"h{min(levels.index(heading.tag) + 2, _DEEPEST)}"
            name = slug(words(heading))
            if name and name not in self.anchors:
                self.anchors[name] = f"#h-{name}"
                heading.set("id", f"{OURS}h-{name}")

    def _set_link(self, element: Element) -> None:
        if element.get("class", "").startswith("footnote"):
            return
        typed = address(element)
        number = last_number("".join(element.itertext()))
        line = self._line_of(typed) if number is None else self.first_line + number
        element.set("href", f"{OURS}{len(self.typed)}")
        self.typed.append((typed, line))
        if "\x02" in element.get("title", ""):  # the parser would put HTML into it
            del element.attrib["title"]

    def _set_table(self, table: Element, words: Words) -> None:
        for cell in table.iter():
            if cell.tag == "th":
                cell.set("scope", "col")
            align = cell.attrib.pop("align", "left")
            if align != "left":
                cell.set("class", f"align-{align}")
        self.rows += award_rows(
            list(table.iter("tr")), lambda row: list(map(words, row)), self._line_of_row
        )

    def _line_of_row(self, row: Element) -> int:
        return self.first_line + (last_number("".join(row[0].itertext())) or 0)

    def _set_notes(self, elements: list[Element]) -> None:
        """Name the way back of each footnote; one that is not referred to has none."""
        back = translator(self.lang)(N_("Back to note {number} in the text"))
        known = {element.get("id") for element in elements if element.tag == "sup"}
        for element in elements:
            if "id" in element.attrib and element.tag in ("sup", "li"):
                element.set("id", f"{OURS}{element.get('id')}")
            kind, href = element.get("class"), element.get("href", "")
            if kind in ("footnote-ref", "footnote-backref"):
                element.set("href", f"{OURS}{href}")
            if kind == "footnote-backref":
                element.set("aria-label", back.format(number=element.attrib.pop("title", "")))
                if href[1:] not in known:
                    element.attrib.clear()
                    element.text = ""

    def _line_of(self, typed: str) -> int:
        """Return the first line that holds ``typed``."""
        wanted = typed.removeprefix("mailto:")
        numbers = (n for n, line in enumerate(self.lines) if wanted in line)
        return self.first_line + next(numbers, 0)

    def _too_high(self, heading: Element) -> Problem:
        number = last_number("".join(heading.itertext())) or 0
        return fault(
            "heading-too-high",
            N_("a heading with a single # stands on the level of the title"),
            N_("Begin it with ##, or delete it if it repeats the title"),
            path=self.path,
            line=self.first_line + number,
            severity=Severity.WARNING,
        )

    def _not_a_picture(self, element: Element) -> Problem:
        number = last_number(element.get("alt", ""))
        numbers = (n for n, line in enumerate(self.lines) if "![" in line)
        return fault(
            "photo-not-understood",
            N_("a photo is written in a way that is not understood here; it is not shown"),
            N_("Write it so, in a paragraph of its own: ![caption](1.jpg)"),
            path=self.path,
            line=self.first_line + (next(numbers, 0) if number is None else number),
        )
