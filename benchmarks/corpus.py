"""A corpus of bilingual news: the same articles for each generator, with no generator's head."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bantin.text import slug

from .vocabulary import Vocabulary

LANGS = ("vi", "en")
WORDS = 550
PER_CAMPAIGN = 20
_FIRST_DAY, _DAYS = date(2015, 1, 5), 4000
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Quang", "Thu", "Đức", "Ngọc")
_GIVEN = ("An", "Ánh", "Bình", "Châu", "Dung", "Đức", "Hà", "Khánh", "Lan", "Nam", "Phúc", "Yến")
# What the articles of a campaign are to it, by their place in it; the others report on it.
_RELATIONS = {0: "launches", 9: "reviews", 18: "closes", 19: "awards"}
_HEADS = {
    "vi": "| Họ và tên | Đơn vị | Hình thức |\n|---|---|---|\n",
    "en": "| Name | Unit | Award |\n|---|---|---|\n",
}
_AWARD = {"vi": "Giấy khen", "en": "Certificate of merit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A campaign of the corpus; both days of its period belong to it."""

    number: int
    first: date
    last: date

    @property
    def names(self) -> tuple[str, str]:
        return campaign_name(self.number), f"Emulation campaign {self.number + 1:04d}"

    @property
    def slug(self) -> str:
        return campaign_slug(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the corpus in both languages: titles, summaries and bodies as (vi, en).

    ``link`` is the slug of the article that the body links to, as ``[…](LINK)``: each
    generator writes its links in its own way.
    """

    number: int
    day: date
    campaign: int
    relation: str
    unit: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    author: str
    titles: tuple[str, str]
    summaries: tuple[str, str]
    bodies: tuple[str, str]
    link: str

    @property
    def slug(self) -> str:
        return story_slug(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The stories by day, and the campaigns they report."""

    stories: tuple[Story, ...]
    campaigns: tuple[Campaign, ...]


def campaign_name(number: int) -> str:
    """Return the Vietnamese name of the campaign with this number."""
    return f"Thi đua cao điểm đợt {number + 1:04d}"


def campaign_slug(number: int) -> str:
    """Return the slug of the campaign with this number."""
    return slug(campaign_name(number))


def story_slug(number: int) -> str:
    """Return the slug of the story with this number."""
    return f"bai-{number:06d}"


def corpus(count: int, words: int = WORDS, seed: int = 1) -> Corpus:
    """Return ``count`` stories of about ``words`` words a language; equal seeds, equal stories."""
    found = tuple(_stories(count, words, seed))
    campaigns = tuple(
        Campaign(
            number=start // PER_CAMPAIGN,
            first=found[start].day,
            last=found[min(start + PER_CAMPAIGN, count) - 1].day,
        )
        for start in range(0, count, PER_CAMPAIGN)
    )
    return Corpus(stories=found, campaigns=campaigns)


def newest(count: int, extra: int, words: int = WORDS) -> Story:
    """Return a story that is not in the corpus of ``count``, in its last campaign.

    ``extra`` tells several of them apart. All stand on the corpus's last day, so that they
    are the newest of all and lie within the period of their campaign.
    """
    *_, last = _stories(1, words, seed=1_000_003 + extra)
    own = {name: getattr(last, name) for name in Story.__dataclass_fields__}
    place = {
        "number": count + extra,
        "day": _day(count - 1, count),
        "campaign": (count - 1) // PER_CAMPAIGN,
        "relation": "reports",
        "link": story_slug(0),
    }
    return Story(**{**own, **place})


def _stories(count: int, words: int, seed: int) -> Iterator[Story]:
    chance = random.Random(seed)
    vi, en = (Vocabulary(lang, random.Random(lang)) for lang in LANGS)
    for number in range(count):
        people = tuple(dict.fromkeys(_person(chance) for _ in range(2)))
        unit = f"Đơn vị {chance.randrange(40) + 1:02d}"
        relation = _RELATIONS.get(number % PER_CAMPAIGN, "reports")
        awardees = [(name, unit) for name in people] if relation == "awards" else []
        yield Story(
            number=number,
            day=_day(number, count),
            campaign=number // PER_CAMPAIGN,
            relation=relation,
            unit=unit,
            people=people,
            # Two digits: stock Pelican numbers the pages of a list right behind its name.
            topics=tuple(sorted({f"Chủ đề {chance.randrange(60) + 1:02d}" for _ in range(3)})),
            author=_person(chance),
            titles=(vi.take(chance, 11).capitalize(), en.take(chance, 10).capitalize()),
            summaries=(vi.sentence(chance, 28), en.sentence(chance, 28)),
            bodies=(
                _body(chance, vi, words) + _table("vi", awardees),
                _body(chance, en, words) + _table("en", awardees),
            ),
            link=story_slug(chance.randrange(count)),
        )


def _day(number: int, count: int) -> date:
    return _FIRST_DAY + timedelta(days=number * _DAYS // count)


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_FAMILIES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"


def _body(chance: random.Random, words: Vocabulary, count: int) -> str:
    parts = []
    for section in range(3):
        if section:
            parts.append(f"## {words.take(chance, 5).capitalize()}")
        parts += [_paragraph(chance, words, count // 9) for _ in range(2)]
    parts.append(f"{words.sentence(chance, 8)} [{words.take(chance, 4).capitalize()}](LINK).")
    parts.append("\n".join(f"- {words.take(chance, 9)}" for _ in range(4)))
    parts.append(f"> {words.sentence(chance, 16)}")
    parts.append(_paragraph(chance, words, count // 9))
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random, words: Vocabulary, count: int) -> str:
    sentences = [words.sentence(chance, max(3, count // 3)) for _ in range(3)]
    strong = words.take(chance, 3)
    return " ".join([*sentences, f"**{strong}** {words.sentence(chance, 6)}"])


def _table(lang: str, awardees: list[tuple[str, str]]) -> str:
    if not awardees:
        return ""
    lines = (f"| {name} | {unit} | {_AWARD[lang]} |\n" for name, unit in awardees)
    return "\n" + _HEADS[lang] + "".join(lines)
