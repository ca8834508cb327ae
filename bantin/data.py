"""The register of awards as tables for other programs: CSV for Excel, JSON for the rest."""

import csv
import io
import json
from collections.abc import Iterable

from .views import AwardLine

_COLUMNS = ("date", "recipient", "kind", "rank", "unit", "award", "campaign", "article", "address")
_HEADS = {
    "vi": (
        "Ngày",
        "Người hoặc tập thể được khen thưởng",
        "Loại",
        "Cấp bậc",
        "Đơn vị",
        "Hình thức",
        "Phong trào",
        "Bài viết",
        "Địa chỉ",
    ),
    "en": (
        "Date",
        "Recipient",
        "Kind",
        "Rank",
        "Unit",
        "Award",
        "Campaign",
        "Article",
        "Address",
    ),
}
_KINDS = {"vi": ("Cá nhân", "Tập thể"), "en": ("Individual", "Collective")}


def awards_csv(lines: Iterable[AwardLine], lang: str) -> bytes:
    """Return the register as CSV that Excel opens with its accents: UTF-8 with a byte-order mark.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    Source: RFC 4180; OWASP, "CSV Injection".
    """
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet, lineterminator="\r\n")
    rows.writerow(_HEADS.get(lang, _HEADS["en"]))
    for line in lines:
        rows.writerow([_harmless(cell) for cell in _cells(line, lang)])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _cells(line: AwardLine, lang: str) -> tuple[str, ...]:
    return (
        line.day.iso,
        line.recipient.label.text,
        _KINDS.get(lang, _KINDS["en"])[line.collective],
        line.rank.text if line.rank else "",
        line.unit.text if line.unit else "",
        line.award.text if line.award else "",
        "; ".join(campaign.label.text for campaign in line.campaigns),
        line.article.label.text,
        line.article.href,
    )


def awards_json(lines: Iterable[AwardLine], lang: str) -> bytes:
    """Return the register as a JSON list of objects; addresses are from the edition's home."""
    rows = [
        {
            **dict(zip(_COLUMNS, _cells(line, lang), strict=True)),
            "kind": "collective" if line.collective else "individual",
            "campaign": [campaign.slug for campaign in line.campaigns],
            "sample": line.status == "sample",
        }
        for line in lines
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
