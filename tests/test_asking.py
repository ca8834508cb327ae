"""What a writer answers, typed or in advance, is what is made; who stops leaves nothing behind."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bantin.asking.laid import Laid
from bantin.asking.opening import editor_for, preview_of
from bantin.cli import main

from .previews import bantin_serve
from .small_site import SmallSite, lying, small_site
from .talks import Talking, talking

pytestmark = pytest.mark.long


DAY = ("--date", "2024-04-01")


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path / "site")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def run(site: SmallSite, *command: str) -> int:
    return main([*DAY, "new", *command, "--site", str(site.root)])


def answer_all(talk: Talking) -> None:
    talk.type("", "Tiêu đề: ")
    talk.type("Tiêu đề: thử “nghiệm” #1", "Tiêu đề: ")
    talk.type("32/4/2024", "Ngày [01/4/2024]: ")
    assert "có 30 ngày" in talk.type("02/4/2024", "Ngày [01/4/2024]: ")
    assert "Đợt một · 01/3 – 07/5/2024 · đang diễn ra" in talk.type("dot", "tin thường): ")
    talk.type("không có", "tin thường): ")
    talk.type("2", "tin thường): ")
    assert "Đợt hai" in talk.type("9", "[2]: ")
    assert "“9” không có" in talk.type("so ket, 5", "[2]: ")
    talk.type("+", "hết): ")
    talk.type("Đợt ba", "Tên: ")
    talk.type("01/4 - 30/6/2024", "chưa rõ): ")
    talk.type("", "không có): ")
    talk.type("Ban Một; Ban Hai", "không có): ")
    talk.type("Giúp nhau cùng tiến bộ.", "viết sau): ")
    talk.type("", "[1]: ")
    talk.type("", "hết): ")
    talk.type("Lê An; Trần Bình", "[Lê An]: ")
    talk.type("Hội trường", "không có): ")
    talk.type("k", "(c/k): ")


# ── typed ────────────────────────────────────────────────────────────────────


def test_an_article_and_its_new_campaign_are_made_of_what_is_typed(site: SmallSite) -> None:
    with talking(site.root, *DAY, "new", "article") as talk:
        answer_all(talk)

        assert talk.end() == 0
    made = site.content / "articles/2024-04-02-tieu-de-thu-nghiem-1/vi.md"
    assert made.read_text("utf-8").startswith(
        "---\nTiêu đề: Tiêu đề: thử “nghiệm” #1\nNgày: 02/4/2024\nPhát động: Đợt ba\n"
        "Sơ kết: Đợt hai\nTrao thưởng: Đợt hai\nTác giả: Lê An\nTác giả: Trần Bình\n"
        "Địa điểm: Hội trường\nTrạng thái: nháp\n# "
    )
    assert (site.content / "campaigns/dot-ba/vi.md").read_text("utf-8") == (
        "---\nTên: Đợt ba\nThời gian: 01/4 - 30/6/2024\nĐơn vị phát động: Ban Một\n"
        "Đơn vị phát động: Ban Hai\n---\n\nGiúp nhau cùng tiến bộ.\n"
    )


def test_what_was_given_is_not_asked_unless_it_is_wrong(site: SmallSite) -> None:
    with talking(
        *(site.root, *DAY, "new", "article", "--title", "Tin thường", "--lang", "en"),
        *("--author", "Lê An", "--place", "…", "--launches", "Đợt một", "--no-open"),
    ) as talk:
        assert "“Địa điểm” is missing" in talk.hear("already an item")
        talk.type("trao thuong", "[tin-thuong-2]: ")
        talk.type("tin-thuong-moi", "[tin-thuong-2]: ")
        talk.type("", "Date [01/4/2024]: ")
        talk.type("", "Place (Enter: none): ")

        assert talk.end() == 0
    assert (site.content / "articles/2024-04-01-tin-thuong-moi/vi.md").is_file()


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl+C", "Ctrl+D"])
def test_who_ends_the_talk_leaves_nothing_behind(site: SmallSite, key: bytes) -> None:
    before = lying(site.content)
    with talking(site.root, *DAY, "new", "campaign") as talk:
        talk.type("Đợt ba", "Tên: ")
        talk.press(key, "chưa rõ): ")

        assert talk.end() == 130
    assert "Traceback" not in talk.said
    assert lying(site.content) == before


# ── in advance ───────────────────────────────────────────────────────────────


def test_nobody_is_asked_where_all_is_given(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(
        *(site, "article", "--title", "Bài đủ", "--date", "2/4/2024", "--closes", "dot-mot"),
        *("--awards", "Đợt một", "--author", "Lê An", "--place", "Nhà máy", "--unit", "Ban Một"),
        *("--status", "mẫu", "--english", "--json"),
    )

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said == {
        "path": "content/articles/2024-04-02-bai-du",
        "files": [
            "content/articles/2024-04-02-bai-du/vi.md", "content/articles/2024-04-02-bai-du/en.md",
        ],
        "address": "articles/bai-du.html",
        "draft": False,
    }  # fmt: skip
    assert (site.root / said["files"][1]).read_text("utf-8").startswith("---\nTitle:\n# ")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["article"], "--title"),
        (["page", "--yes"], "--title"),
        (["article", "--title", "A", "--date", "31/02/2024"], "Tháng 2/2024 có 29 ngày"),
        (["article", "--title", "A", "--launches", "Đợt mọt"], ""),
        (["article", "--title", "A", "--launches", "Đợt mott"], "Có phải là “Đợt một”"),
        (["article", "--title", "Trao  thưởng!"], "articles/trao-thuong"),
        (["campaign", "--title", "…"], "“Tên”"),
        (["campaign", "--title", "B", "--period", "7/5/2024 - 1/3/2024"], "01/3/2024"),
    ],
)
def test_nobody_waits_where_nobody_can_be_asked(
    site: SmallSite, command: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lying(site.content)

    code = run(site, *command)

    told = capsys.readouterr().err
    assert (code, lying(site.content) == before) == (2, True) if words else (0, False)
    assert words in told
    assert not words or "→ " in told


def test_a_disk_that_refuses_is_told(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    (site.content / "pages/lien-he").write_text("đây là một tệp", "utf-8")
    (site.content / "campaigns").rename(site.content / "x")
    (site.content / "campaigns").write_text("đây là một tệp", "utf-8")

    assert run(site, "page", "--title", "Liên hệ") == 2
    assert "pages/lien-he" in capsys.readouterr().err
    assert run(site, "campaign", "--title", "Đợt ba") == 3
    assert "→ " in capsys.readouterr().err
    assert not [path for path in site.content.iterdir() if path.name.startswith(".")]


# ── opened ───────────────────────────────────────────────────────────────────


def test_every_system_opens_a_text_in_its_own_editor() -> None:
    file = Path("bai/vi.md")

    assert editor_for(file, "win32", ()) == ["notepad.exe", str(file)]
    assert editor_for(file, "darwin", ()) == ["open", "-t", str(file)]
    assert editor_for(file, "linux", ("xdg-open",)) == ["xdg-open", str(file)]
    assert editor_for(file, "linux", ()) == []


def test_the_preview_of_the_same_site_is_found(site: SmallSite) -> None:
    with bantin_serve(site.root) as preview:
        assert run(site, "article", "--title", "Bài mới") == 0
        folder = site.content / "articles/2024-04-01-bai-moi"
        laid = Laid(
            kind="articles",
            folder=folder,
            files=("vi.md",),
            address="articles/bai-moi.html",
            draft=True,
        )
        of_another_site = replace(laid, address="articles/bai-khac.html")
        assert preview_of(laid, [preview.port]) == f"{preview.address}{laid.address}"
        assert preview_of(of_another_site, [preview.port]) == ""
    assert preview_of(laid, [preview.port]) == ""
