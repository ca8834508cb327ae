"""Units of systemd: what they start, where they may write, and that systemd takes them."""

import json
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from bantin.cli import main
from bantin.publishing.units import SERVICE, TIMER, Duty, units

from ..small_site import lying, share_templates, small_site


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def duty(site: str = "/srv/tin", **more: object) -> Duty:
    how = {
        "program": ("/usr/bin/bantin",),
        "site": Path(site),
        "content": Path(site, "content"),
        "written": (Path(site),),
        "user": "web",
        **more,
    }
    return Duty(**how)  # type: ignore[arg-type]


def read(text: str) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=True)
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read_string(text)
    return found


def test_the_timer_calls_the_service_and_makes_up_for_hours_switched_off() -> None:
    timer = read(units(duty())[TIMER])["Timer"]

    assert TIMER.removesuffix(".timer") == SERVICE.removesuffix(".service")
    assert timer["Persistent"] == "yes"
    assert {"OnCalendar", "RandomizedDelaySec"} <= set(timer)


def test_the_service_publishes_and_may_write_only_the_site() -> None:
    found = read(units(duty(target="may-chu", alarm="thu@%n.service"))[SERVICE])
    service = found["Service"]

    assert service["ExecStart"] == "/usr/bin/bantin publish may-chu --yes"
    assert (service["Type"], service["User"]) == ("oneshot", "web")
    assert service["WorkingDirectory"] == service["ReadWritePaths"] == "/srv/tin"
    assert service["ReadOnlyPaths"] == "/srv/tin/content"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert found["Unit"]["OnFailure"] == "thu@%n.service"
    assert "OnFailure" not in read(units(duty())[SERVICE])["Unit"]


def test_names_that_systemd_would_take_for_its_own_words_are_kept() -> None:
    service = read(units(duty("/srv/tin 100% $a", program=("/opt/b $x", "-m")))[SERVICE])["Service"]

    assert service["WorkingDirectory"] == "/srv/tin 100%% $a"
    assert service["ReadWritePaths"] == '"/srv/tin 100%% $a"'
    assert service["ExecStart"] == '"/opt/b $$x" -m publish --yes'


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("name", ["site", "tin 100% “một”"])
def test_systemd_takes_them(name: str, tmp_path: Path) -> None:
    site = small_site(tmp_path / name).root
    assert main(["--site", str(site), "server-config", "systemd", "--to", str(tmp_path)]) == 0

    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / SERVICE, tmp_path / TIMER],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_they_are_printed_or_written_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, into = small_site(tmp_path / "site").root, tmp_path / "units"
    into.mkdir()
    usual = ["--site", str(site), "server-config", "systemd"]
    command, how = [*usual, "dir:../published"], ["--user", "web"]

    assert main([*command, *how, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    written = read(told[SERVICE])["Service"]["ReadWritePaths"]
    assert written == f"{site} {tmp_path / 'published'}"
    assert read(told[SERVICE])["Service"]["ExecStart"].endswith("publish dir:../published --yes")

    assert main([*command, *how, "--to", str(into)]) == 0
    assert {n: text.decode() for n, text in lying(into).items()} == told
    assert main([*command, *how, "--to", str(into)]) == 0  # the same again
    assert main([*usual, *how, "--to", str(into)]) == 2
    assert {n: text.decode() for n, text in lying(into).items()} == told


def test_what_the_timer_runs_publishes_what_has_come_due_and_nothing_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The service runs ``bantin publish --yes``; the clock is put forward between its runs."""
    site = small_site(tmp_path / "site")
    site.article("hen", "Đăng từ: 05/4/2024 08:00\n", title="Bài hẹn giờ")
    share_templates(site.root / ".bantin")
    page = site.root / "published/articles/hen.html"

    def run(day: str) -> str:
        code = main(["--site", str(site.root), "--date", day, "publish", "--yes"])
        assert code == 0
        return capsys.readouterr().out

    run("2024-04-05")
    assert not page.exists()
    before = times(site.root / "published")
    run("2024-04-05")
    assert times(site.root / "published") == before
    run("2024-04-06")
    assert page.exists()


def times(folder: Path) -> dict[str, int]:
    """Return when each file that readers see was last put in place."""
    names = (name for name in lying(folder) if not name.startswith(".bantin/"))
    return {name: (folder / name).stat().st_mtime_ns for name in names}
