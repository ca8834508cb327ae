"""The fields of a head: what each is called in both languages, and what holds for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..model import Relation
from ..problems import N_
from ..text import nearest, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that a writer may type.

    ``key`` is its name in the code. ``own`` fields say something of one language version;
    all others are facts, which the translation inherits and may only repeat.
    """

    key: str
    vi: str
    en: str
    aliases: tuple[str, ...] = ()
    repeats: bool = False
    required: bool = False
    own: bool = False
    example: str = "…"

    def label(self, lang: str) -> str:
        """Return what the field is called in ``lang``; English where there is no such name."""
        return self.vi if lang == "vi" else self.en

    def language(self, typed: str) -> str | None:
        """Return the language in which ``typed`` names the field, or None for an alias."""
        wanted = slug(typed)
        return {slug(self.en): "en", slug(self.vi): "vi"}.get(wanted)

    @property
    def labels(self) -> tuple[str, ...]:
        """All names under which it may be typed."""
        return (self.vi, self.en, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields that one kind of head may have, in the order in which they are told."""

    all: tuple[Field, ...]
    required: tuple[Field, ...]
    by_slug: Mapping[str, Field]
    by_label: Mapping[str, Field]

    def find(self, typed: str) -> Field | None:
        """Return the field that ``typed`` names, whatever its case and accents, or None."""
        return self.by_label.get(typed) or self.by_slug.get(slug(typed))

    def suggest(self, typed: str) -> str | None:
        """Return the field name that the writer most likely meant, or None."""
        labels = [label for field in self.all for label in field.labels]
        other = _OTHER_WORDS.get(slug(typed))
        return other if other in labels else nearest(typed, labels)

    def hint(self, typed: str) -> str | None:
        """Return the remedy for a field that other programs have, or None."""
        return _HINTS.get(slug(typed)) if self.find("Phát động") else None


_TIE = N_(
    "Write what the article is to its campaign: Phát động, Đưa tin, Sơ kết, Tổng kết or"
    " Trao thưởng, a colon, and the campaign's name; without it, it is plain news"
)
_PHOTO = N_("Delete the line; photos stand in the text, each in its paragraph: ![caption](1.jpg)")
_NO_LINE = N_("Delete the line; the name of the file or of the folder says it already")

# What other programs and other papers call it, by slug; the name here, or how it is said here.
_OTHER_WORDS = MappingProxyType(
    {
        **dict.fromkeys(("tags", "tag", "keywords", "category", "categories"), "Topics"),
        **dict.fromkeys(("the", "tu-khoa", "chuyen-muc", "muc", "chuyen-de"), "Chủ đề"),
        **dict.fromkeys(("but-danh", "phong-vien", "nguoi-dang", "tac-gia-bai-viet"), "Tác giả"),
        **dict.fromkeys(("ten-bai", "tieu-de-bai-viet", "dau-de"), "Tiêu đề"),
        **dict.fromkeys(("ngay-thang", "ngay-viet", "thoi-gian-dang"), "Ngày"),
        **dict.fromkeys(("description", "excerpt", "lead"), "Summary"),
        **dict.fromkeys(("mo-ta", "trich-dan", "dan-de"), "Tóm tắt"),
    }
)
_HINTS = MappingProxyType(
    {
        **dict.fromkeys(
            ("phong-trao", "dot-thi-dua", "cuoc-van-dong", "chien-dich", "campaign", "campaigns"),
            _TIE,
        ),
        **dict.fromkeys(("the-loai", "loai", "loai-bai", "loai-tin", "kind", "type"), _TIE),
        **dict.fromkeys(
            ("anh", "hinh", "hinh-anh", "anh-bia", "anh-dai-dien", "photo", "photos", "image"),
            _PHOTO,
        ),
        **dict.fromkeys(
            ("slug", "url", "duong-dan", "lang", "language", "ngon-ngu", "layout"), _NO_LINE
        ),
    }
)


def _table(*fields: Field) -> Fields:
    slugs = {slug(label): field for field in fields for label in field.labels}
    labels = {label: slugs[slug(label)] for field in fields for label in field.labels}
    return Fields(
        all=fields,
        required=tuple(field for field in fields if field.required),
        by_slug=MappingProxyType(slugs),
        by_label=MappingProxyType(labels),
    )


_STATUS = Field(key="status", vi="Trạng thái", en="Status", own=True)
_SUMMARY = Field(key="summary", vi="Tóm tắt", en="Summary", aliases=("Sa-pô",), own=True)
_TRANSLATE = Field(key="translate", vi="Dịch", en="Translate")
_OLD_ADDRESS = Field(
    key="old_address", vi="Địa chỉ cũ", en="Old address", aliases=("Old addresses",), repeats=True
)
_TITLE = Field(key="title", vi="Tiêu đề", en="Title", required=True, own=True)

ARTICLE = _table(
    _TITLE,
    Field(key="date", vi="Ngày", en="Date", aliases=("Ngày đăng",), required=True,
          example="04/3/2024"),
    Field(key="event_date", vi="Ngày diễn ra", en="Event date"),
    Field(key=Relation.LAUNCHES, vi="Phát động", en="Launches", repeats=True),
    Field(key=Relation.REPORTS, vi="Đưa tin", en="Reports on", aliases=("Reports",), repeats=True),
    Field(key=Relation.REVIEWS, vi="Sơ kết", en="Reviews", repeats=True),
    Field(key=Relation.CLOSES, vi="Tổng kết", en="Closes", repeats=True),
    Field(key=Relation.AWARDS, vi="Trao thưởng", en="Awards", aliases=("Khen thưởng",),
          repeats=True),
    Field(key="author", vi="Tác giả", en="Author", aliases=("Authors", "Người viết"),
          repeats=True, required=True),
    Field(key="unit", vi="Đơn vị", en="Unit", aliases=("Units",), repeats=True),
    Field(key="people", vi="Nhân vật", en="People", aliases=("Person",), repeats=True),
    Field(key="place", vi="Địa điểm", en="Place", aliases=("Places",), repeats=True),
    Field(key="topics", vi="Chủ đề", en="Topics", aliases=("Topic",), repeats=True),
    _SUMMARY,
    _STATUS,
    Field(key="publish_from", vi="Đăng từ", en="Publish from"),
    Field(key="correction", vi="Đính chính", en="Correction", aliases=("Corrections",),
          repeats=True, own=True),
    Field(key="related", vi="Bài liên quan", en="Related", repeats=True),
    _TRANSLATE,
    _OLD_ADDRESS,
)  # fmt: skip

CAMPAIGN = _table(
    Field(key="title", vi="Tên", en="Name", aliases=("Tiêu đề", "Title", "Tên phong trào"),
          required=True, own=True),
    Field(key="period", vi="Thời gian", en="Period"),
    Field(key="occasion", vi="Nhân dịp", en="Occasion", repeats=True),
    Field(key="launched_by", vi="Đơn vị phát động", en="Launched by", repeats=True),
    _SUMMARY,
    _STATUS,
    _TRANSLATE,
    _OLD_ADDRESS,
)  # fmt: skip

PAGE = _table(_TITLE, _SUMMARY, _STATUS, _TRANSLATE)
