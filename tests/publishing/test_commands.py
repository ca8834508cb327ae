"""The keeper's commands, run as the keeper runs them."""

import gzip
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bantin.dates import typed
from tests.small_site import CONFIG, ROOT, SmallSite, share_templates, small_site

pytestmark = pytest.mark.long


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = small_site(tmp_path / "site")
    (made.root / "pelicanconf.py").write_text(CONFIG % str(ROOT / "theme"), "utf-8")
    (made.root / "publishconf.py").write_text(
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n"
        'from pelicanconf import *\nSITEURL = "http://bantin.example"\n'
        'PUBLISH = {"web": "dir:web", "usb": "dir:usb"}\nPRECOMPRESS = ["gz"]\n',
        "utf-8",
    )
    share_templates(made.root / ".bantin")
    return made


def run(site: SmallSite, *words: str, code: int = 0, said: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bantin", *words, "--site", str(site.root)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=said,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def run_json(site: SmallSite, *words: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(site, *words, "--json", code=code))
    return found


def test_a_day_of_the_keeper(site: SmallSite) -> None:
    dry = run_json(site, "publish", "--dry-run")
    assert not (site.root / "web").exists()
    first = run_json(site, "publish")
    assert (first["target"], first["release"]["number"]) == ("dir:web", 1)
    assert first["new"] == dry["new"]
    assert "http://bantin.example" in (site.root / "web/sitemap.xml").read_text("utf-8")
    assert "đã có đủ" in run(site, "publish")

    site.article("tin-moi", text="Một tin mới.", title="Tin mới của ngày")
    site.article("tin-sau", "Đăng từ: 07/5/2199 08:00\n", text="Một tin nữa.")
    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()  # as the settings of the site say
    told = run(site, "publish", "web")
    assert f"chờ đến giờ: 1; đồng hồ máy này đang chỉ {typed(today)}" in told
    assert "Tin mới của ngày" in told
    page = site.root / "web/articles/tin-moi.html"
    copy = page.with_name("tin-moi.html.gz")
    assert gzip.decompress(copy.read_bytes()) == page.read_bytes()

    listed = run_json(site, "history")["releases"]
    assert [(release["number"], release["live"]) for release in listed] == [(2, True), (1, False)]
    assert run_json(site, "rollback")["release"]["undoes"] == 2
    assert not page.exists()
    assert not copy.exists()
    assert "files" in run(site, "verify", "--lang", "en")

    (site.root / "web/index.html").unlink()
    assert "index.html" in run(site, "verify", code=3)
    run(site, "publish", "--repair")
    run(site, "verify")


def test_an_article_that_is_live_is_not_lost_to_a_slip(site: SmallSite) -> None:
    run(site, "publish")
    place = next(site.content.glob("articles/*/vi.md"))
    good = place.read_text("utf-8")
    slug = place.parent.name
    place.write_text(good.replace("Ngày: ", "Ngày: 99/"), "utf-8")

    told = run(site, "publish", code=1)
    assert str(place.relative_to(site.root).as_posix()) in told
    assert "chưa đăng gì" in told
    assert (site.root / f"web/articles/{slug}.html").is_file()

    place.write_text(good, "utf-8")
    site.write("articles/hong/vi.md", "---\nTiêu đề: Hỏng\n---\n\nBài.\n")
    told = run(site, "publish", code=1)
    assert "articles/hong/vi.md" in told
    assert run_json(site, "history")["releases"][0]["number"] == 1


def test_a_site_is_carried_to_another_computer_and_shown_there(
    site: SmallSite, tmp_path: Path
) -> None:
    run(site, "bundle", "--to", "usb")
    bundle = site.root / "usb/bantin-000001.tar.zst"
    other = SmallSite(tmp_path / "other")
    other.root.mkdir()

    assert "--key" in run(other, "apply", str(bundle), "dir:web", code=3)
    run(other, "apply", str(bundle), "dir:web", "--key", str(site.root / "bantin.pub"))
    assert (other.root / "web/articles").is_dir()
    assert not [*(other.root / "web").rglob("*.gz")]  # a bundle is compressed as a whole
    assert run_json(other, "apply", str(bundle), "dir:web", "--key",
                    str(site.root / "bantin.pub"))["release"] is None  # fmt: skip

    settings = run(site, "server-config", "nginx", "web")
    assert f'root "{site.root}/web"' in settings
    assert "server_name bantin.example" in settings
    assert "gzip_static on" in settings
    assert "gzip_static" not in run(site, "server-config", "nginx", "bundle:usb", "--root", "/web")


def test_an_unknown_target_and_a_place_that_cannot_be_written_to_are_told(
    site: SmallSite,
) -> None:
    assert "ftp" in run(site, "publish", "ftp://x", code=2)
    (site.root / "usb").write_text("no folder", "utf-8")
    assert "→" in run(site, "publish", "usb", code=3)
    assert "→" in run(site, "rollback", code=2)
    assert "→" in run(site, "verify", code=3)
    assert "chưa đăng gì" in run(site, "history")
