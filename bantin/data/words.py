"""The few words of calendars and tables that no page has.

They stand here and not in a catalogue: a build that has no page to make would otherwise read
one, which takes longer than all its calendars do.
"""

from dataclasses import dataclass

from ..model import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one language. ``begins`` and those after it have a place ``{}`` for a name."""

    campaign: str
    relations: tuple[tuple[Relation, str], ...]
    begins: str
    occasion: str
    launched_by: str
    open_end: str
    archive: tuple[str, ...]

    def relation(self, relation: Relation) -> str:
        """Return what an article is to a campaign."""
        return dict(self.relations)[relation]


_VIETNAMESE = Words(
    campaign="Phong trào thi đua",
    relations=(
        (Relation.LAUNCHES, "Phát động"),
        (Relation.REPORTS, "Đưa tin"),
        (Relation.REVIEWS, "Sơ kết"),
        (Relation.CLOSES, "Tổng kết"),
        (Relation.AWARDS, "Trao thưởng"),
    ),
    begins="Bắt đầu: {}",
    occasion="Chào mừng: {}",
    launched_by="Đơn vị phát động: {}",
    open_end="Chưa định ngày kết thúc.",
    archive=(
        *("Ngày đăng", "Ngày diễn ra", "Tiêu đề", "Ngôn ngữ", "Tác giả"),
        *("Phát động", "Đưa tin", "Sơ kết", "Tổng kết", "Trao thưởng"),
        *("Nhân vật", "Đơn vị", "Địa điểm", "Chủ đề", "Số ảnh", "Số khen thưởng"),
        *("Đính chính", "Bản dịch", "Bài mẫu", "Mã bài", "Địa chỉ"),
    ),
)
_ENGLISH = Words(
    campaign="Emulation campaign",
    relations=(
        (Relation.LAUNCHES, "Launch"),
        (Relation.REPORTS, "Report"),
        (Relation.REVIEWS, "Review"),
        (Relation.CLOSES, "Closing"),
        (Relation.AWARDS, "Awards"),
    ),
    begins="Begins: {}",
    occasion="In honour of: {}",
    launched_by="Launched by: {}",
    open_end="The last day has not been set.",
    archive=(
        *("Published", "Event date", "Title", "Language", "Authors"),
        *("Launches", "Reports on", "Reviews", "Closes", "Awards"),
        *("People", "Units", "Places", "Topics", "Photos", "Commendations"),
        *("Corrections", "Translations", "Sample", "Key", "Address"),
    ),
)


def words(lang: str) -> Words:
    """Return the words of ``lang``; English where it is none of ours."""
    return _VIETNAMESE if lang == "vi" else _ENGLISH
