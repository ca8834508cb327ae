"""``bantin init``: a new site is whole and without fault, or there is none."""

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path

import pytest

from bantin.build import build
from bantin.cli import main
from bantin.configuration import load, standard_theme
from bantin.founding.texts import files
from bantin.founding.wishes import Wish
from bantin.site import check

from .small_site import lying, share_templates
from .talks import talking

pytestmark = pytest.mark.long


DAY = ("--date", "2026-11-27")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def init(*words: str) -> int:
    return main([*DAY, "init", *words])


def test_a_new_site_builds_at_once_and_nothing_in_it_is_amiss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "trang tin"
    names = ("--name", 'Tin "Một" \\ #1', "--name", "News, One")
    units = ("--unit", "Phòng, Kỹ thuật", "--unit", "Technical Department")
    assert init(str(site), *names, *units, "--address", "http://tin.example/") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"đã lập: {site}")
    assert f'  cd "{site}"\n  bantin serve\n' in said

    settings, _ = load(site, None)
    assert dict(settings.site_names) == {"vi": 'Tin "Một" \\ #1', "en": "News, One"}
    assert dict(settings.publishers)["vi"] == "Phòng, Kỹ thuật"
    share_templates(settings.cache)
    built = build(settings)
    assert built.problems == ()
    home = (settings.output / "index.html").read_text("utf-8")
    assert 'data-status="sample"' in home
    assert (settings.output / "en/campaigns/mau-ban-tin-dau-tien.html").is_file()
    server, _ = load(site, site / "publishconf.py")
    assert server.site_url == "http://tin.example"
    assert not server.samples


@pytest.mark.parametrize("languages", [("en", "vi"), ("en",), ("vi",)])
def test_a_site_in_other_languages_is_without_fault_too(
    languages: tuple[str, ...], tmp_path: Path
) -> None:
    site = tmp_path / "new" / "site"
    assert init(str(site), "--languages", ",".join(languages)) == 0

    settings, _ = load(site, None)
    assert settings.languages == languages
    assert check(settings) == ()


def test_the_answers_of_a_talk_make_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with talking(tmp_path, *DAY, "init", str(site)) as talk:
        talk.type("vi, fr", "[vi, en]: ")
        assert "fr" in talk.type("", "[vi, en]: ")
        talk.type("Tin đơn vị", "Tiếng Việt [Bản tin Thi đua]: ")
        talk.type("", "[Emulation News]: ")
        talk.type("Phòng Một", "Tiếng Việt: ")
        talk.type("Section One", "Tiếng Anh: ")
        talk.type("tin.example", "chưa biết): ")
        assert "http://bantin.noi-bo" in talk.type("https://tin.example", "chưa biết): ")
        assert talk.end() == 0

    settings, _ = load(site, site / "publishconf.py")
    assert dict(settings.site_names) == {"vi": "Tin đơn vị", "en": "Emulation News"}
    assert dict(settings.publishers) == {"vi": "Phòng Một", "en": "Section One"}
    assert settings.site_url == "https://tin.example"


def test_who_ends_the_talk_leaves_nothing_behind(tmp_path: Path) -> None:
    with talking(tmp_path, "init", str(tmp_path / "a/b")) as talk:
        talk.type("", "[vi, en]: ")
        talk.press(b"\x03", "Tiếng Việt [Bản tin Thi đua]: ")
        assert talk.end() == 130

    assert lying(tmp_path) == {}
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", [".hidden", "content", "pelicanconf.py"])
def test_a_folder_with_anything_in_it_stays_as_it_is(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("mine", "utf-8")

    assert init(str(tmp_path)) == 2
    assert name in capsys.readouterr().err
    assert lying(tmp_path) == {name: b"mine"}
    assert init(str(tmp_path / name)) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--languages", "fr"),
        ("--languages", "vi,vi"),
        ("--address", "bantin"),
        ("--name", "a", "--name", "b", "--name", "c"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    assert init(str(tmp_path / "site"), *words) == 2
    assert not (tmp_path / "site").exists()


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        if path.name == "README.md":
            raise OSError(28, "No space left on device", str(path))
        with path.open("wb") as file:
            return file.write(content)

    monkeypatch.setattr(Path, "write_bytes", full)
    (tmp_path / "empty").mkdir()

    assert init(str(tmp_path / "a/b")) == 3
    assert init(str(tmp_path / "empty")) == 3
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_site_that_was_cut_off_by_force_is_no_site_and_can_be_begun_again(
    tmp_path: Path,
) -> None:
    """The power goes at each step; what is left never passes for a site."""
    wish = Wish(folder=tmp_path, languages=("vi",), names=("Tin",), units=("",))
    count = len(files(wish, date(2026, 11, 27)))
    for step in (1, count // 2, count):
        folder = tmp_path / str(step)
        if os.fork() == 0:  # pragma: no cover - it ends by force
            die_at(step)
            init(str(folder), "--languages", "vi")
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.wait()[1]) == -signal.SIGKILL
        assert not (folder / "pelicanconf.py").exists()
        assert init(str(folder), "--languages", "vi") == 0
        assert not (folder / ".bantin-init").exists()
        assert check(load(folder, None)[0]) == ()


def die_at(step: int) -> None:
    written = 0
    plain = Path.write_bytes

    def write(path: Path, content: bytes) -> int:
        nonlocal written
        written += 1
        if written == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(path, content)

    Path.write_bytes = write  # type: ignore[method-assign, assignment]


def test_the_theme_is_copied_for_those_who_want_to_change_it(tmp_path: Path) -> None:
    assert init(str(tmp_path), "--theme") == 0

    assert lying(tmp_path / "theme") == lying(Path(standard_theme()))
    assert load(tmp_path, None)[0].theme == tmp_path / "theme"


def test_json_says_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(str(tmp_path / "site"), "--json") == 0

    said = json.loads(capsys.readouterr().out)
    assert said["path"] == str(tmp_path / "site")
    assert set(said["files"]) == set(lying(tmp_path / "site"))


def test_git_sees_only_what_somebody_wrote(tmp_path: Path) -> None:
    assert init(str(tmp_path)) == 0
    said = (tmp_path / ".gitignore").read_text("utf-8").split()
    assert {"/.bantin/", "/output/", "/published/", "/bantin.key"} <= set(said)
