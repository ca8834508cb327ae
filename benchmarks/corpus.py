"""A corpus of bilingual news, the same articles written for each generator."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bantin.text import slug

_VI = (
    "phong trào thi đua đơn vị cán bộ chiến sĩ nhiệm vụ hoàn thành xuất sắc tập thể cá nhân khen "
    "thưởng kỹ thuật huấn luyện bảo đảm an toàn chất lượng hiệu quả đoàn kết quyết tâm thắng lợi "
    "kế hoạch tổ chức lãnh đạo chỉ huy học tập rèn luyện sáng kiến cải tiến thành tích đạt được "
    "trong năm qua các ban phòng toàn thể tiếp tục nâng cao trách nhiệm ý thức kỷ luật xây dựng"
).split()
_EN = (
    "campaign unit officers soldiers task completed with distinction collective individual award "
    "training safety quality results united resolve plan organised study initiative improvement "
    "achievements during the year sections whole continue raise duty discipline building of and "
    "for to in a by their which was were from at on as"
).split()
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Quang", "Thu", "Đức", "Ngọc")
_GIVEN = ("An", "Ánh", "Bình", "Châu", "Dung", "Đức", "Hà", "Khánh", "Lan", "Nam", "Phúc", "Yến")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the corpus in both languages, without the head of any generator."""

    number: int
    day: date
    campaign: int
    unit: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    author: str
    titles: tuple[str, str]
    summaries: tuple[str, str]
    bodies: tuple[str, str]

    @property
    def slug(self) -> str:
        return f"bai-{self.number:06d}"


def stories(count: int, words: int = 550, seed: int = 1) -> Iterator[Story]:
    """Yield ``count`` articles of about ``words`` words a language; equal seeds, equal articles."""
    chance = random.Random(seed)
    first = date(2015, 1, 5)
    for number in range(count):
        day = first + timedelta(days=number * 4000 // count)
        yield Story(
            number=number,
            day=day,
            campaign=number // 20,
            unit=f"Đơn vị {chance.randrange(40) + 1:02d}",
            people=tuple(_person(chance) for _ in range(2)),
            # Two digits: stock Pelican numbers the pages of a list right behind its name.
            topics=tuple(sorted({f"Chủ đề {chance.randrange(60) + 1:02d}" for _ in range(3)})),
            author=_person(chance),
            titles=(_words(chance, _VI, 11).capitalize(), _words(chance, _EN, 10).capitalize()),
            summaries=(_sentence(chance, _VI, 28), _sentence(chance, _EN, 28)),
            bodies=(_body(chance, _VI, words), _body(chance, _EN, words)),
        )


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_FAMILIES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"


def _words(chance: random.Random, source: list[str], count: int) -> str:
    return " ".join(chance.choices(source, k=count))


def _sentence(chance: random.Random, source: list[str], count: int) -> str:
    return _words(chance, source, count).capitalize() + "."


def _paragraph(chance: random.Random, source: list[str], count: int) -> str:
    sentences = [_sentence(chance, source, 18) for _ in range(max(1, count // 18))]
    strong = _words(chance, source, 3)
    return " ".join([*sentences, f"**{strong}** {_sentence(chance, source, 6)}"])


def _body(chance: random.Random, source: list[str], words: int) -> str:
    parts = []
    for section in range(3):
        if section:
            parts.append(f"## {_words(chance, source, 5).capitalize()}")
        parts += [_paragraph(chance, source, words // 8) for _ in range(2)]
    parts.append("\n".join(f"- {_words(chance, source, 9)}" for _ in range(4)))
    parts.append(_paragraph(chance, source, words // 8))
    return "\n\n".join(parts) + "\n"


def campaign_name(number: int) -> str:
    """Return the name of a campaign of the corpus."""
    return f"Thi đua cao điểm đợt {number + 1:04d}"


def write_bantin(folder: Path, corpus: list[Story]) -> None:
    """Write the corpus as a content folder of this project."""
    relations = ("Phát động", "Đưa tin", "Đưa tin", "Sơ kết", "Tổng kết", "Trao thưởng")
    for story in corpus:
        place = folder / "articles" / str(story.day.year) / story.slug
        place.mkdir(parents=True)
        relation = relations[min(story.number % 20, 5)]
        head = [
            f"Tiêu đề: {story.titles[0]}",
            f"Ngày: {story.day:%d/%m/%Y}",
            f"{relation}: {campaign_name(story.campaign)}",
            f"Tác giả: {story.author}",
            f"Đơn vị: {story.unit}",
            *(f"Nhân vật: {name}" for name in story.people),
            *(f"Chủ đề: {topic}" for topic in story.topics),
            f"Tóm tắt: {story.summaries[0]}",
        ]
        _write(place / "vi.md", head, story.bodies[0])
        _write(
            place / "en.md",
            [f"Title: {story.titles[1]}", f"Summary: {story.summaries[1]}"],
            story.bodies[1],
        )
    for number in sorted({story.campaign for story in corpus}):
        place = folder / "campaigns" / slug(campaign_name(number))
        place.mkdir(parents=True)
        days = [story.day for story in corpus if story.campaign == number]
        head = [
            f"Tên: {campaign_name(number)}",
            f"Thời gian: {min(days):%d/%m/%Y} - {max(days):%d/%m/%Y}",
        ]
        _write(place / "vi.md", head, "Mục đích của đợt thi đua.\n")
        _write(place / "en.md", [f"Name: Campaign {number + 1}"], "The aim of the campaign.\n")


def write_pelican(folder: Path, corpus: list[Story]) -> None:
    """Write the corpus as a content folder of stock Pelican: translations by slug and ``Lang``."""
    folder.mkdir(parents=True)
    for story in corpus:
        for place, lang in enumerate(("vi", "en")):
            head = [
                f"Title: {story.titles[place]}",
                f"Date: {story.day.isoformat()}",
                f"Lang: {lang}",
                f"Slug: {story.slug}",
                f"Authors: {story.author}",
                f"Category: {campaign_name(story.campaign)}",
                f"Tags: {', '.join((*story.topics, story.unit))}",
                f"Summary: {story.summaries[place]}",
            ]
            text = "\n".join([*head, "", story.bodies[place]])
            (folder / f"{story.slug}.{lang}.md").write_text(text, encoding="utf-8")


def _write(path: Path, head: list[str], body: str) -> None:
    text = "\n".join(["---", *head, "---", "", body])
    path.write_text(text, encoding="utf-8", newline="\n")
