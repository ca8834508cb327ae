"""The fields of heads → JSON Schemas for editors, which lie in docs/schema.

A schema forbids nothing that a build takes: it knows four spellings of a field's name
(Vietnamese with and without accents, English with and without its capital), and leaves others
alone. ``DESCRIPTIONS`` says in both languages what a field is for.
"""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ..reading.facts import NO, STATUSES, YES
from ..reading.fields import ARTICLE, CAMPAIGN, PAGE, Field, Fields
from ..text import fold

KINDS: Mapping[str, Fields] = MappingProxyType(
    {"article": ARTICLE, "campaign": CAMPAIGN, "page": PAGE}
)
TITLES = MappingProxyType(
    {
        "article": "Phần đầu của một bài · The head of an article",
        "campaign": "Phần đầu của một phong trào · The head of a campaign",
        "page": "Phần đầu của một trang · The head of a page",
    }
)

_DAY = r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{1,2}-\d{1,2})"
_DAY_OR_MONTH = rf"(?:{_DAY}|\d{{1,2}}\s*[/.-]\s*\d{{1,2}})"
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "date": rf"^\s*{_DAY}\s*$",
        "event_date": rf"^\s*{_DAY}\s*$",
        # The hour may stand before the day or behind it.
        "publish_from": r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{1,2}-\d{1,2}",
        "period": _DAY_OR_MONTH,
        "correction": r"^[\d/.-]*\d\s*[-–—:,.]?\s+.*\S",
        "old_address": r"\.html$",
    }
)
DESCRIPTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Tiêu đề, hoặc tên phong trào.", "The title, or the name of a campaign."),
        "date": (
            "Ngày đăng, viết ngày trước tháng sau: 04/3/2024.",
            "The day of publication, day first: 04/3/2024.",
        ),
        "event_date": (
            "Ngày diễn ra, nếu khác ngày đăng.",
            "The day on which it happened, where that is another one.",
        ),
        "launches": ("Bài phát động phong trào này.", "The campaign that the article launches."),
        "reports": ("Bài đưa tin về phong trào này.", "The campaign that it reports on."),
        "reviews": ("Bài sơ kết phong trào này.", "The campaign that it reviews midway."),
        "closes": ("Bài tổng kết phong trào này.", "The campaign that it closes."),
        "awards": (
            "Bài trao thưởng của phong trào này.",
            "The campaign whose awards it tells of.",
        ),
        "author": ("Người viết; mỗi người một dòng.", "Who wrote it; a line for each."),
        "unit": ("Đơn vị mà bài nói tới.", "A unit that it is about."),
        "people": (
            "Nhân vật, có thể ghi cấp bậc: Đại tá Vũ Văn Hiển.",
            "Somebody it is about, with the rank if you like.",
        ),
        "place": ("Địa điểm.", "Where it happened."),
        "topics": ("Chủ đề.", "A topic."),
        "summary": (
            "Tóm tắt; không có thì lấy đoạn đầu.",
            "A summary; else the first paragraph is taken.",
        ),
        "status": (
            "nháp: chỉ thấy khi xem trước; mẫu: có nhãn bài mẫu; bỏ dòng này để đăng.",
            "draft: only in the preview; sample: with a badge; no line: published.",
        ),
        "publish_from": (
            "Giữ lại đến lúc này: 07/5/2024 08:00.",
            "Held back until this moment: 07/5/2024 08:00.",
        ),
        "correction": (
            "Đính chính: 05/3/2024 - đã sửa gì.",
            "A correction: 05/3/2024 - what was put right.",
        ),
        "related": (
            "Bài liên quan: tên thư mục của bài kia.",
            "A related article, by the name of its folder.",
        ),
        "translate": (
            "không: chủ ý không dịch.",
            "no: it stays untranslated on purpose.",
        ),
        "old_address": (
            "Địa chỉ cũ của bài, ví dụ tin-tuc/bai-12.html.",
            "An address that it had before, as tin-tuc/bai-12.html.",
        ),
        "period": (
            "Thời gian: 01/3/2024 - 07/5/2024; có thể bỏ ngày cuối.",
            "The period: 01/3/2024 - 07/5/2024; its end may be left out.",
        ),
        "occasion": ("Nhân dịp kỷ niệm nào.", "The anniversary that it marks."),
        "launched_by": ("Đơn vị phát động.", "Who launched it."),
    }
)


def schema(kind: str) -> dict[str, Any]:
    """Return the schema of the heads of one kind, as a JSON object."""
    fields = KINDS[kind]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLES[kind],
        "type": "object",
        "properties": {
            name: {"$ref": f"#/$defs/{field.key}"}
            for field in fields.all
            for name in spellings(field)
        },
        "allOf": [_is_there(field) for field in fields.required],
        "$defs": {field.key: _values(field) for field in fields.all},
    }


def spellings(field: Field) -> tuple[str, ...]:
    """Return the names of a field that a schema knows, each once."""
    return tuple(dict.fromkeys((field.vi, fold(field.vi).capitalize(), field.en, field.en.lower())))


def _is_there(field: Field) -> dict[str, Any]:
    return {"anyOf": [{"required": [name]} for name in spellings(field)]}


def _values(field: Field) -> dict[str, Any]:
    vi, en = DESCRIPTIONS[field.key]
    one = {"type": "string", **dict(_bounds(field.key))}
    said = {"description": f"{field.vi}: {vi}\n{field.en}: {en}"}
    if field.repeats:
        return {**said, "anyOf": [one, {"type": "array", "items": one}]}
    return {**said, **one}


def _bounds(key: str) -> Iterator[tuple[str, Any]]:
    words = {"status": tuple(STATUSES), "translate": (*sorted(NO | YES), "không", "có")}
    if key in words:
        yield "enum", list(dict.fromkeys(way for word in words[key] for way in (word, fold(word))))
    elif key in PATTERNS:
        yield "pattern", PATTERNS[key]


def text(kind: str) -> str:
    """Return the file of a schema."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
