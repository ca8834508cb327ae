"""The few words of calendars and tables that no page has.

They stand here and not in a catalogue: a build that has no page to make would otherwise read
one, which takes longer than all its calendars do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Relation
from ..problems import N_, SettingsError
from ..settings import Settings

Say = Callable[[str], str]


def R_(word: str) -> str:  # noqa: N802 - as ``N_``, for what readers see
    """Mark ``word`` for the catalogue of the theme, and return it as it is."""
    return word


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
    campaign=R_("Emulation campaign"),
    relations=(
        (Relation.LAUNCHES, R_("Launch")),
        (Relation.REPORTS, R_("Report")),
        (Relation.REVIEWS, R_("Review")),
        (Relation.CLOSES, R_("Closing")),
        (Relation.AWARDS, R_("Awards")),
    ),
    begins=R_("Begins: {}"),
    occasion=R_("In honour of: {}"),
    launched_by=R_("Launched by: {}"),
    open_end=R_("The last day has not been set."),
    archive=(
        *(R_("Published"), R_("Event date"), R_("Title"), R_("Language"), R_("Authors")),
        *(R_("Launches"), R_("Reports on"), R_("Reviews"), R_("Closes"), R_("Awards")),
        *(R_("People"), R_("Units"), R_("Places"), R_("Topics"), R_("Photos"), R_("Commendations")),
        *(R_("Corrections"), R_("Translations"), R_("Sample"), R_("Key"), R_("Address")),
    ),
)


def words(lang: str, settings: Settings) -> Words:
    """Return the words of ``lang``: ours, or what the catalogue of the theme calls them.

    Raises ``SettingsError`` where one is missing there.
    """
    if lang == "vi":
        return _VIETNAMESE
    say = tongue(lang, settings)
    return _ENGLISH if say is str else _said(say)


def _said(say: Say) -> Words:
    english = _ENGLISH
    return Words(
        campaign=say(english.campaign),
        relations=tuple((relation, say(word)) for relation, word in english.relations),
        begins=say(english.begins),
        occasion=say(english.occasion),
        launched_by=say(english.launched_by),
        open_end=say(english.open_end),
        archive=tuple(map(say, english.archive)),
    )


def tongue(lang: str, settings: Settings) -> Say:
    """Return what puts an English word of tables and calendars into ``lang``.

    Whoever adds a language to a site has these words in the same catalogue as those of pages.
    """
    if lang in ("vi", "en"):
        return str
    place = f"{lang}/LC_MESSAGES/theme.po"
    own = settings.catalogues / place
    entries = _entries((own if own.is_file() else settings.theme / "locale" / place).read_bytes())

    def say(word: str) -> str:
        if word not in entries:
            raise SettingsError(
                N_("the theme has no translation of “{words}”"),
                N_("Add it to the file theme.po of this language"),
                words=word,
            )
        return entries[word]

    return say


@lru_cache(maxsize=4)
def _entries(catalogue: bytes) -> Mapping[str, str]:
    from ..theme.words import read_words  # slow to load, and two languages do without

    return {english: forms[0] for english, forms in read_words(catalogue).items()}
