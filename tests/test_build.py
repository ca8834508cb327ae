"""Whole builds of small real sites: what readers get, and what commands say of it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from bantin.build import build
from bantin.outputs import PageSheets, fingerprints, page_key
from bantin.site import assemble
from bantin.theme import load

from .small_site import ROOT, lying, small_site

pytestmark = pytest.mark.long


OTHER: Any = "other"


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    first = build(site.settings())
    assert {problem.code for problem in first.problems} == {"translation-missing"}
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}

    second = build(site.settings())

    assert second.report.written == ()
    assert second.report.removed == ()
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == before


def test_a_text_edit_renders_the_pages_that_show_it_and_no_others(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    build(site.settings())
    path = site.content / "articles/tin-thuong/vi.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMột câu thêm.\n", encoding="utf-8")

    report = build(site.settings()).report

    pages = [address for address in report.written if not address.startswith("search/")]
    assert pages == ["articles/tin-thuong.html", "SHA256SUMS"]


def test_a_clean_build_is_the_same_build(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    build(site.settings())
    before = lying(site.output)
    report = build(site.settings(), clean=True).report
    assert lying(site.output) == before
    assert report.removed == ()


def test_the_key_of_a_page_stands_for_every_part_of_it(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    theme = load(ROOT / "theme", ("vi", "en"))
    for plan in PageSheets(assemble(site.settings()), site.settings(), theme).plans:
        page = plan.make()
        key = page_key(page, theme, fingerprints())
        assert page_key(replace(page, template="x"), theme, fingerprints()) != key
        for name in (field.name for field in fields(page.frame)):
            frame: Any = replace(page.frame, **{name: OTHER})
            assert page_key(replace(page, frame=frame), theme, fingerprints()) != key, name
        for name in (field.name for field in fields(page.view)):
            view: Any = replace(page.view, **{name: OTHER})
            assert page_key(replace(page, view=view), theme, fingerprints()) != key, name
        assert page_key(page, replace(theme, digest="other"), fingerprints()) != key


def test_sums_name_every_file_of_the_build(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    build(site.settings())
    lines = (site.output / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ", 1)[1] for line in lines} == {*lying(site.output)} - {"SHA256SUMS"}


# ── as commands, in processes of their own ───────────────────────────────────


def run(
    *command: str, cwd: Path = ROOT, environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
def test_time_zone_locale_hash_seed_and_folder_do_not_matter(tmp_path: Path) -> None:
    built = []
    for number, environment in enumerate(
        (
            {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Lima", "LANG": "vi_VN.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "2"},
        )
    ):
        site = small_site(tmp_path / f"{number}" / "một nơi khác"[: 5 * number + 3])
        command = ("bantin", "build", "--site", str(site.root), "--date", "2024-04-01")
        done = run(*command, environment=environment)
        assert done.returncode == 0, done.stderr
        built.append(lying(site.output))
    assert built[0] == built[1]


def test_pelican_builds_the_same_site(tmp_path: Path) -> None:
    ours, theirs = small_site(tmp_path / "ours"), small_site(tmp_path / "theirs")
    assert run("bantin", "build", "--site", str(ours.root)).returncode == 0
    # Where the settings name no theme, both take the one that comes with the program.
    settings = theirs.root / "pelicanconf.py"
    said = settings.read_text("utf-8").partition("THEME = ")[0]
    settings.write_text(said, "utf-8")
    done = run("pelican", "content", cwd=theirs.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert lying(ours.output) == lying(theirs.output)


def test_a_faulty_article_is_told_and_the_good_ones_are_built(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    site.write(
        "articles/hong/vi.md", "---\nTiêu đề: Hỏng\nNgày: 31/4/2024\nTác giả: A\n---\n\nX.\n"
    )
    for command in (("bantin", "build"), ("pelican", "content")):
        done = run(*command, cwd=site.root)
        assert done.returncode == 1
        assert "content/articles/hong/vi.md:3:" in done.stdout
        assert "error:" in done.stdout
        assert "→" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert (site.output / "articles/phat-dong.html").is_file()
        assert not (site.output / "articles/hong.html").exists()


def test_drafts_and_scheduled_articles_leave_no_trace(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    marker = "Xyzzyq"
    site.article(
        "nhap", f"Trạng thái: nháp\nChủ đề: {marker}\nPhát động: Đợt một\n", marker, marker
    )
    site.article("hen", f"Đăng từ: 01/4/2024 00:30\nNhân vật: {marker}\n", marker, marker)
    site.photo("nhap", f"{marker}.jpg", "#ff00ff")
    build(site.settings())
    build(replace(site.settings(), drafts=True, output=tmp_path / "drafts"))
    held = replace(
        site.settings(), now=site.settings().now.replace(hour=0), output=tmp_path / "held"
    )
    build(held)

    def traces(folder: Path) -> set[str]:
        found = lying(folder).items()
        return {a for a, c in found if marker.lower() in a.lower() or marker.encode() in c}

    assert not {a for a in traces(site.output) if "nhap" in a}
    assert "articles/hen.html" in traces(site.output)
    assert not traces(tmp_path / "held")
    assert {"articles/nhap.html", "articles/hen.html"} <= traces(tmp_path / "drafts")


def test_json_says_what_was_done(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    said = json.loads(run("bantin", "build", "--site", str(site.root), "--json").stdout)
    assert {problem["severity"] for problem in said["problems"]} == {"info"}
    assert "index.html" in said["written"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build", "--site", "nowhere"), 2),
        (("build", "--no-such-option"), 2),
        (("build", "--site", "SITE", "--content", "no-such-folder"), 2),
        (("build", "--site", "SITE", "--settings", "README.md"), 2),
        (("build", "--date", "04/3/2024"), 2),
        (("check", "--site", "SITE", "no-such-path"), 2),
        (("build", "--site", "SITE", "--output", "/dev/null/x"), 3),
        (("check", "--site", "SITE"), 0),
        (("--site", "SITE", "check"), 0),
        (("--site", "nowhere", "check", "--site", "SITE"), 0),
    ],
)
def test_exit_codes_tell_whose_turn_it_is(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    site = small_site(tmp_path / "site")
    done = run("bantin", *(str(site.root) if word == "SITE" else word for word in arguments))
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_the_program_is_told_without_a_traceback(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site")
    # A stage that ends in a fault nobody foresaw, as the plug-in of a keeper might.
    plugin = "import bantin.site\ndef broken(*_):\n    raise ZeroDivisionError('unforeseen')\n"
    plugin += "bantin.site.connect = broken\ndef register():\n    pass\n"
    (site.root / "broken.py").write_text(plugin, encoding="utf-8")
    with (site.root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"PLUGIN_PATHS = [{str(site.root)!r}]\nPLUGINS = ['broken']\n")

    done = run("bantin", "build", "--site", str(site.root), environment={"TMPDIR": str(tmp_path)})

    assert done.returncode == 3
    assert "Traceback" not in done.stdout + done.stderr
    details = next(tmp_path.glob("bantin-*.txt"))
    assert str(details) in done.stderr
    assert "ZeroDivisionError: unforeseen" in details.read_text(encoding="utf-8")
