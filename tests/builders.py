"""Small values for tests: an article, a campaign, a person in one line each."""

from collections.abc import Iterable
from datetime import date

from bantin.model import (
    Article,
    AwardRow,
    Campaign,
    Involvement,
    Name,
    Period,
    Person,
    Relation,
    Text,
)
from bantin.text import slug as address

RANKS = ("Thiếu tá", "Trung tá", "Thượng tá", "Đại tá")


def person(typed: str) -> Person:
    """Read ``Đại tá Vũ Văn Hiển (Phòng Kỹ thuật)``: a rank, a name and a unit in brackets."""
    rank = next((rank for rank in RANKS if typed.startswith(f"{rank} ")), "")
    name, _, unit = typed.removeprefix(rank).strip().partition(" (")
    return Person(
        name=name,
        slug=address(f"{name} {unit}"),
        rank=Name(text=rank) if rank else None,
        unit=Name(text=unit.removesuffix(")")) if unit else None,
    )


class PlainNames:
    """Names that nobody has translated."""

    def name(self, kind: str, text: str) -> Name:
        return Name(text=text)

    def person(self, text: str) -> Person:
        return person(text)


def article(
    slug: str,
    day: str = "2024-03-04",
    *,
    published: str = "",
    title: str = "",
    summary: str = "",
    launches: Iterable[str] = (),
    reports: Iterable[str] = (),
    reviews: Iterable[str] = (),
    closes: Iterable[str] = (),
    awards: Iterable[str] = (),
    people: Iterable[str] = (),
    units: Iterable[str] = (),
    topics: Iterable[str] = (),
    related: Iterable[str] = (),
    rows: Iterable[AwardRow] = (),
) -> Article:
    """Return an article of ``day``; campaigns are slugs, all other facts as they are typed."""
    path = f"content/articles/{slug}/vi.md"
    relations = zip(Relation, (launches, reports, reviews, closes, awards), strict=True)
    text = Text(lang="vi", path=path, title=title or slug, summary=summary, award_rows=tuple(rows))
    return Article(
        slug=slug,
        path=path,
        published=date.fromisoformat(published or day),
        event_day=date.fromisoformat(day),
        texts=(text,),
        involvements=tuple(
            Involvement(relation=relation, campaign=name)
            for relation, names in relations
            for name in names
        ),
        units=tuple(Name(text=unit) for unit in units),
        people=tuple(person(typed) for typed in people),
        topics=tuple(Name(text=topic) for topic in topics),
        related=tuple(related),
    )


def campaign(
    slug: str,
    start: str = "",
    end: str = "",
    *,
    occasions: Iterable[str] = (),
    launched_by: Iterable[str] = (),
) -> Campaign:
    """Return a campaign; without ``start`` it has no period, without ``end`` it is open."""
    path = f"content/campaigns/{slug}/vi.md"
    last = date.fromisoformat(end) if end else None
    return Campaign(
        slug=slug,
        path=path,
        texts=(Text(lang="vi", path=path, title=slug),),
        period=Period(start=date.fromisoformat(start), end=last) if start else None,
        occasions=tuple(Name(text=occasion) for occasion in occasions),
        launched_by=tuple(Name(text=unit) for unit in launched_by),
    )


def row(recipient: str, unit: str = "", award: str = "Giấy khen", *, line: int = 20) -> AwardRow:
    """Return a line of a table of awardees who are individuals."""
    return AwardRow(recipient=recipient, collective=False, unit=unit, award=award, line=line)


def collective_row(recipient: str, award: str = "Giấy khen", *, line: int = 20) -> AwardRow:
    """Return a line of a table of awardees that are collectives."""
    return AwardRow(recipient=recipient, collective=True, unit="", award=award, line=line)
