"""A site → queries that nobody wrote, each judged by a rule: new ones for every seed.

What is asked is drawn by lot from the pages and the heads of articles, then typed as readers type.
What answers it follows from the pages alone: 3 who bears it in the title or the head, 2 who says
it in so many words, 1 who belongs to the same campaign. No search is asked, and none is known here.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from bantin.model import Article, Relation
from bantin.reading import Lectern
from bantin.site import Assembled

from . import habits
from .judgements import NOTHING
from .texts import Text

A_CLASS = 8
"""So many queries of each class."""
_MOST = 10  # what more articles answer is no question of finding
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_STRETCH = re.compile(r"[^\W_]+(?: [^\W_]+)+")
_SMALL = {
    "vi": frozenset(
        "và các của cho trong với đã được những một đến tại là từ có này thì mà ở ra về vào như "
        "khi không đó để bị bởi do hay nhưng còn cũng sẽ theo sau trước trên dưới lại nên rồi "
        "người".split()
    ),
    "en": frozenset(
        "the of and to in a an for with was were by at on from has had have that this as it is "
        "are be its their his her he she they not but who which after before into out up over "
        "all one".split()
    ),
}
# Nothing of this is in any of the sites: recipes, the stock exchange, the weather of elsewhere.
_ELSEWHERE = (
    "công thức nấu phở bò",
    "giá vàng thế giới",
    "kết quả xổ số kiến thiết",
    "lịch chiếu phim rạp",
    "tuyển dụng lập trình viên",
    "du lịch biển Nha Trang",
    "tỷ giá đô la",
    "mua bán căn hộ chung cư",
    "cryptocurrency exchange rates",
    "chuyển nhượng cầu thủ ngoại hạng Anh",
    "bí quyết giảm cân cấp tốc",
    "vay tín chấp lãi suất thấp",
    "romantic comedy recommendations",
)
# What is usually written short, and long.
_SHORT = {
    "ATGT": "an toàn giao thông",
    "BCH": "ban chấp hành",
    "BVMT": "bảo vệ môi trường",
    "CBCS": "cán bộ, chiến sĩ",
    "CCB": "cựu chiến binh",
    "CNTT": "công nghệ thông tin",
    "CSTĐ": "chiến sĩ thi đua",
    "CTĐ": "công tác đảng",
    "CTCT": "công tác chính trị",
    "ĐVTN": "đoàn viên thanh niên",
    "ĐTN": "đoàn thanh niên",
    "HLV": "huấn luyện viên",
    "HMTN": "hiến máu tình nguyện",
    "HPN": "Hội Phụ nữ",
    "KHCN": "khoa học công nghệ",
    "PCCC": "phòng cháy, chữa cháy",
    "QNCN": "quân nhân chuyên nghiệp",
    "SSCĐ": "sẵn sàng chiến đấu",
    "TBLS": "thương binh, liệt sĩ",
    "TĐKT": "thi đua, khen thưởng",
    "TDTT": "thể dục thể thao",
    "UBND": "ủy ban nhân dân",
    "VSATTP": "vệ sinh an toàn thực phẩm",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article, and what its pages say in all languages.

    ``said`` and ``titled`` are the words of the pages and of their titles, ``bare`` those of the
    pages without accents; ``written`` has title and body as they were written, by language.
    """

    article: Article
    said: str
    titled: str
    bare: str
    written: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One query: what of the site was drawn, what is typed, and who answers."""

    about: str
    habit: str
    lang: str
    text: str
    grades: Mapping[str, int]


def judged(assembled: Assembled, pages: Iterable[Text], seed: int) -> list[dict[str, Any]]:
    """Return needs as a file of judgements has them; equal seeds, equal needs.

    ``pages`` are those of the built site.
    """
    return [
        {
            "id": f"{drawn.habit}-{number}",
            "lang": drawn.lang,
            "about": drawn.about,
            "grades": dict(sorted(drawn.grades.items())),
            "queries": [[drawn.habit, drawn.text]],
        }
        for number, drawn in enumerate(Lots(assembled, pages, seed).all())
    ]


def write(path: Path, needs: Sequence[Mapping[str, Any]]) -> None:
    """Write needs as a file of judgements, one a line."""
    lines = ",\n".join(json.dumps(need, ensure_ascii=False) for need in needs)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


class Lots:
    """Draws queries from a site."""

    def __init__(self, assembled: Assembled, pages: Iterable[Text], seed: int) -> None:
        self.seed, site = seed, assembled.site
        texts: dict[str, list[Text]] = {}
        for page in pages:
            texts.setdefault(page.slug, []).append(page)
        self.stories = [
            _story(article, texts[article.slug], assembled.lectern)
            for article in sorted(site.articles, key=lambda one: one.slug)
        ]
        self.campaigns = {campaign.slug: campaign for campaign in site.campaigns}
        self.units = sorted({unit.text for s in self.stories for unit in s.article.units})

    def all(self) -> Iterator[Drawn]:
        """Yield the queries of every class; none is there twice, and each is answered."""
        seen: set[tuple[str, str]] = set()
        for habit, draw in self._classes().items():
            chance = Random(f"{self.seed} {habit}")
            found = 0
            for number in range(2000):
                if found == A_CLASS:
                    break
                drawn = draw(chance, number)
                if drawn is None:
                    continue
                about, text, grades, lang = drawn
                text = unicodedata.normalize("NFC", text)
                if (lang, text) in seen or not 0 < len(grades) <= _MOST:
                    continue
                seen.add((lang, text))
                found += 1
                yield Drawn(about, habit, lang, text, grades)
        for text in _ELSEWHERE:
            words = _keys(habits.fold(text)).split()
            pairs = [f" {one} {two} " for one, two in pairwise(words)]
            if not any(pair in story.bare for pair in pairs for story in self.stories):
                yield Drawn("nothing", NOTHING, "en" if text.isascii() else "vi", text, {})

    def _classes(self) -> Mapping[str, "Draw"]:
        def typed(how: Callable[[str, Random], str | None], least: int = 3) -> "Draw":
            def draw(chance: Random, number: int) -> "Asked | None":
                phrase = self.phrase(chance, "vi", least, 5, titled=number % 2 == 0)
                text = how(phrase, chance) if phrase else None
                return (phrase, text, self.saying(phrase), "vi") if phrase and text else None

            return draw

        return {
            "accented": typed(lambda phrase, _: phrase.lower(), 2),
            "accentless": typed(lambda phrase, _: habits.fold(phrase).lower()),
            "d-for-dd": typed(_undashed),
            "wrong-tone": typed(lambda phrase, chance: habits.mistoned(phrase.lower(), chance)),
            "old-tone": typed(lambda phrase, _: _placed(phrase, old=True), 2),
            "new-tone": typed(lambda phrase, _: _placed(phrase, old=False), 2),
            "nfd": typed(lambda phrase, _: phrase if habits.fold(phrase) != phrase else None, 2),
            "telex": typed(lambda phrase, _: habits.keystrokes(phrase, "telex")),
            "vni": typed(lambda phrase, _: habits.keystrokes(phrase, "vni")),
            "run-together": typed(lambda phrase, _: habits.fold(phrase).lower().replace(" ", "")),
            "typo": typed(_slipped),
            "unfinished": typed(_unfinished),
            "date": self.day,
            "abbreviation": self.short,
            "half-name": self.half,
            "with-rank": lambda chance, _: self.person(chance, with_rank=True),
            "without-rank": lambda chance, _: self.person(chance, with_rank=False),
            "question": self.question,
            "english": self.english,
            "phrase": self.long,
            "mixed": self.mixed,
        }

    # ── who answers ──

    def saying(self, phrase: str) -> dict[str, int]:
        """Return who says a phrase: 3 in a title, 2 elsewhere."""
        key = f" {_keys(phrase).strip()} "
        return {s.article.slug: 3 if key in s.titled else 2 for s in self.stories if key in s.said}

    def _heads(self, has: Callable[[Article], bool], name: str) -> dict[str, int]:
        """Return who bears a name in the head (3), and who says it (2)."""
        found = dict.fromkeys(self.saying(name), 2)
        found |= {s.article.slug: 3 for s in self.stories if has(s.article)}
        return found

    # ── what is asked ──

    def phrase(
        self, chance: Random, lang: str, least: int, most: int, *, titled: bool
    ) -> str | None:
        """Return a stretch of a page that means the same with accents and without."""
        written = [story.written[lang] for story in self.stories if lang in story.written]
        title, body = chance.choice(written)
        stretches = _STRETCH.findall(title if titled else body)
        if not stretches:
            return None
        words = chance.choice(stretches).split()
        length = chance.randint(least, most)
        if len(words) < length:
            return None
        at = chance.randrange(len(words) - length + 1)
        taken = words[at : at + length]
        small = _SMALL[lang]
        if taken[0].lower() in small or taken[-1].lower() in small:
            return None
        if not all(_WORD.fullmatch(word) for word in taken):
            return None
        phrase = " ".join(taken)
        plain = f" {_keys(habits.fold(phrase)).strip()} "
        alike = {s.article.slug for s in self.stories if plain in s.bare}
        return phrase if alike == self.saying(phrase).keys() else None

    def long(self, chance: Random, number: int) -> "Asked | None":
        phrase = self.phrase(chance, "vi", 4, 6, titled=False)
        if not phrase:
            return None
        typed = phrase if number % 2 else habits.fold(phrase)
        return phrase, typed.lower(), self.saying(phrase), "vi"

    def english(self, chance: Random, number: int) -> "Asked | None":
        if number % 4 == 3:
            campaign = chance.choice(list(self.campaigns.values()))
            text = campaign.text_in("en")
            if text is None:
                return None
            grades = self._heads(lambda a: campaign.slug in a.campaigns(), text.title)
            return campaign.slug, text.title.lower(), grades, "en"
        phrase = self.phrase(chance, "en", 2, 4, titled=number % 2 == 0)
        return (phrase, phrase.lower(), self.saying(phrase), "en") if phrase else None

    def day(self, chance: Random, number: int) -> "Asked | None":
        article = chance.choice(self.stories).article
        day = article.event_day if number % 2 else article.published
        if number % 6 == 5:
            text = (f"tháng {day.month}/{day.year}", f"tháng {day.month} năm {day.year}")[
                number % 2
            ]
            grades = {
                s.article.slug: 3
                for s in self.stories
                if any((d.year, d.month) == (day.year, day.month) for d in _days(s.article))
            }
            return str(day), text, grades, "vi"
        text = (
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d/%m/%Y}",
            f"ngày {day.day} tháng {day.month} năm {day.year}",
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        )[number % 6]
        grades = {s.article.slug: 2 for s in self.stories if _says(s, day)}
        grades |= {s.article.slug: 3 for s in self.stories if day in _days(s.article)}
        return str(day), text, grades, "en" if number % 6 == 4 else "vi"

    def short(self, chance: Random, number: int) -> "Asked | None":
        if number % 2:
            unit = chance.choice(self.units)
            words = re.findall(r"\w+", unit)
            if len(words) < 3 or any(word.isdecimal() for word in words):
                return None
            grades = self._heads(lambda a: any(u.text == unit for u in a.units), unit)
            return unit, "".join(word[0].upper() for word in words), grades, "vi"
        short = chance.choice(sorted(_SHORT))
        grades = {**self.saying(short), **self.saying(_SHORT[short])}
        return _SHORT[short], short if number % 4 else short.lower(), grades, "vi"

    def half(self, chance: Random, number: int) -> "Asked | None":
        campaign = chance.choice(list(self.campaigns.values()))
        words = re.findall(r"\w+", campaign.text.title)
        if len(words) < 4:
            return None
        length = max(2, (len(words) + 1) // 2)
        half = " ".join(words[:length] if number % 2 else words[-length:])
        grades = self._heads(lambda a: campaign.slug in a.campaigns(), half)
        typed = half if number % 4 < 2 else habits.fold(half)
        return campaign.text.title, typed.lower(), grades, "vi"

    def person(self, chance: Random, *, with_rank: bool) -> "Asked | None":
        article = chance.choice(self.stories).article
        if not article.people:
            return None
        person = chance.choice(article.people)
        grades = self._heads(lambda a: any(p.name == person.name for p in a.people), person.name)
        typed = person.name
        if with_rank:
            if not person.rank:
                return None
            typed = f"{person.rank.text} {typed}".lower()
        elif chance.random() < 0.5:
            typed = habits.fold(typed).lower()
        return person.name, typed, grades, "vi"

    def question(self, chance: Random, number: int) -> "Asked | None":
        campaign = chance.choice(list(self.campaigns.values()))
        name = campaign.text.title
        tied = {s.article.slug: 1 for s in self.stories if campaign.slug in s.article.campaigns()}
        kinds = (
            (f"{name} được phát động khi nào?", Relation.LAUNCHES),
            (f"ai được khen thưởng trong đợt {name}", Relation.AWARDS),
            (f"tổng kết {name} vào ngày nào?", Relation.CLOSES),
        )
        if number % 5 < 3:
            text, relation = kinds[number % 5]
            exact = {
                s.article.slug: 3
                for s in self.stories
                if campaign.slug in s.article.campaigns(relation)
            }
            return (name, text, tied | exact, "vi") if exact else None
        if number % 5 == 3:
            asked = self.person(chance, with_rank=False)
            return (asked[0], f"{asked[0]} là ai?", asked[2], "vi") if asked else None
        phrase = self.phrase(chance, "vi", 3, 5, titled=True)
        if not phrase:
            return None
        return phrase, f"bài nào nói về {phrase.lower()}?", self.saying(phrase), "vi"

    def mixed(self, chance: Random, number: int) -> "Asked | None":
        if number % 3 == 0:
            phrase = self.phrase(chance, "vi", 3, 5, titled=True)
            return (phrase, phrase.upper(), self.saying(phrase), "vi") if phrase else None
        article = chance.choice(self.stories).article
        if number % 3 == 1:
            if not article.people or not article.units:
                return None
            person, unit = chance.choice(article.people).name, chance.choice(article.units).text
            grades = self._heads(lambda a: any(p.name == person for p in a.people), person)
            there = {
                s.article.slug for s in self.stories if unit in (u.text for u in s.article.units)
            }
            there |= self.saying(f"{person} {unit}").keys()
            grades = {name: 3 if name in there else 2 for name in grades}
            return f"{person}, {unit}", f"{person} {unit}", grades, "vi"
        if not article.involvements:
            return None
        campaign = self.campaigns[article.involvements[0].campaign]
        year = article.event_day.year
        grades = {
            s.article.slug: 3 if s.article.event_day.year == year else 1
            for s in self.stories
            if campaign.slug in s.article.campaigns()
        }
        english = campaign.text_in("en")
        name = english.title if english and number % 2 else campaign.text.title
        return f"{campaign.slug} {year}", f"{name} {year}", grades, "vi"


Asked = tuple[str, str, Mapping[str, int], str]
Draw = Callable[[Random, int], Asked | None]


def _keys(text: str) -> str:
    """Return the words of ``text`` with spaces around, each with its tone behind it."""
    words = re.findall(r"[\w\u0300-\u036f]+", unicodedata.normalize("NFC", text).lower())
    return " " + " ".join("".join(habits.split(word)) for word in words) + " "


def _story(article: Article, pages: Sequence[Text], lectern: Lectern) -> Story:
    said = " . ".join(f"{page.title} . {page.text}" for page in pages)
    return Story(
        article,
        said=_keys(said),
        titled=_keys(" . ".join(page.title for page in pages)),
        bare=_keys(habits.fold(said)),
        written={
            text.lang: (
                unicodedata.normalize("NFC", text.title),
                unicodedata.normalize("NFC", lectern.body(text).plain),
            )
            for text in article.texts
        },
    )


def _days(article: Article) -> tuple[date, date]:
    return article.published, article.event_day


def _says(story: Story, day: date) -> bool:
    month = _MONTHS[day.month - 1].lower()
    ways = (
        f"{day.day} {day.month} {day.year}",
        f"{day:%d %m %Y}",
        f"{day.day} {day.month:02d} {day.year}",
        f"{day.day:02d} {day.month} {day.year}",
        f"ngay {day.day} thang {day.month} nam {day.year}",
        f"{day.day} {month} {day.year}",
    )
    return any(f" {way} " in story.bare for way in ways)


def _undashed(phrase: str, _: Random) -> str | None:
    text = phrase.replace("đ", "d").replace("Đ", "D")
    return text.lower() if text != phrase else None


def _placed(phrase: str, *, old: bool) -> str | None:
    words = phrase.split()
    placed = [habits.retoned(word, habits.split(word)[1], old=old) for word in words]
    if not any(placed):
        return None
    return " ".join(new or word for new, word in zip(placed, words, strict=True)).lower()


def _slipped(phrase: str, chance: Random) -> str:
    text = phrase.lower() if chance.random() < 0.5 else habits.fold(phrase).lower()
    return habits.slipped(text, chance)


def _unfinished(phrase: str, chance: Random) -> str | None:
    text = phrase.lower() if chance.random() < 0.5 else habits.fold(phrase).lower()
    last = text.split()[-1]
    return text[: -chance.choice((1, 2))] if len(last) > 3 else None
