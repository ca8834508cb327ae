"""The register of awards as tables for other programs: CSV for Excel, JSON for the rest."""

import json
from collections.abc import Iterable

from ..views import AwardLine
from .sheets import sheet
from .words import R_, Say

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
        R_("Date"),
        R_("Recipient"),
        R_("Kind"),
        R_("Rank"),
        R_("Unit"),
        R_("Award"),
        R_("Campaign"),
        R_("Article"),
        R_("Address"),
    ),
}
_KINDS = {"vi": ("Cá nhân", "Tập thể"), "en": (R_("Individual"), R_("Collective"))}


def awards_csv(lines: Iterable[AwardLine], lang: str, say: Say = str) -> bytes:
    """Return the register as a table for spreadsheets.

    ``say`` puts English words into ``lang`` where it is none of our languages.
    """
    head = map(say, _HEADS.get(lang, _HEADS["en"]))
    return sheet(tuple(head), (_cells(line, lang, say) for line in lines))


def _cells(line: AwardLine, lang: str, say: Say = str) -> tuple[str, ...]:
    return (
        line.day.iso,
        line.recipient.label.text,
        say(_KINDS.get(lang, _KINDS["en"])[line.collective]),
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
