"""The command line: what a wrong one is told, colours, counts, SARIF, and a reader who goes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bantin.cli import main
from bantin.colours import wants_colours, write
from bantin.sarif import sarif

from . import mistakes
from .test_mistakes import checked

SETTINGS = 'TIMEZONE = "Asia/Ho_Chi_Minh"\nLANGUAGES = ["vi", "en"]\nPLUGINS = []\n'
BROKEN = mistakes.case("broken", mistakes.vi("Ngày: 03/25/2024", "Trạng thái: nhápp"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one article that has two errors."""
    article = tmp_path / "content/articles/a/vi.md"
    article.parent.mkdir(parents=True)
    article.write_text(mistakes.vi("Ngày: 03/25/2024", "Trạng thái: nhápp"), "utf-8")
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "chưa ghi lệnh nào"),
        ("chek", "không có lệnh “chek” → Có phải là “check” không?"),
        ("xyz", "không có lệnh “xyz” → Ghi một trong các lựa chọn: build, check"),
        ("check --formt json", "“--formt” → Có phải là “--format” không?"),
        ("check --format jsno", "“jsno” không dùng được cho --format → Có phải là “json” không?"),
        (
            "build --date hom-nay",
            "“hom-nay” không dùng được cho --date → Hãy viết: --date 2024-05-07",
        ),
        ("serve --port tam", "“tam” không dùng được cho --port"),
        ("build --output", "sau --output còn thiếu giá trị"),
        ("build --clean=1", "--clean không kèm giá trị nào, nhưng lại có “1”"),
        ("check --s x", "“--s” có thể là nhiều tùy chọn khác nhau → Ghi một trong"),
        ("yearbook", "thiếu YEAR"),
        ("--lang en chek", "there is no command “chek” → Did you mean “check”?"),
        ("chek --lang=en", "there is no command “chek”"),
        ("check --lang fr", "“fr” không dùng được cho --lang"),
    ],
)
def test_a_wrong_line_is_told_in_the_writers_language(
    line: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert main(line.split()) == 2
    error = capsys.readouterr().err
    assert said in error.replace("\n    →", " →")
    assert "usage" not in error


def test_a_wrong_line_is_told_in_the_language_of_the_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "pelicanconf.py").write_text(SETTINGS.replace('"vi", "en"', '"en", "vi"'), "utf-8")

    assert main(["chek", "--site", str(site)]) == 2
    assert "there is no command" in capsys.readouterr().err


def test_a_wrong_line_can_be_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "error": "không có lệnh “chek”",
        "remedy": "Có phải là “check” không?",
    }


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "on_screen", "on_a_pipe"),
    [
        ({}, True, False),
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colours_are_for_those_who_look(
    environ: dict[str, str], on_screen: bool, on_a_pipe: bool
) -> None:
    assert wants_colours(_Screen(), environ) is on_screen
    assert wants_colours(io.StringIO(), environ) is on_a_pipe


def test_colours_change_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["a/vi.md:3:7: error: [b] “x” :smile: [code-x]", "    → remedy", "1 lỗi; xong"]
    screen, pipe = io.StringIO(), io.StringIO()
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    write(lines, screen)
    monkeypatch.setenv("FORCE_COLOR", "0")
    write(lines, pipe)

    assert pipe.getvalue() == "".join(f"{line}\n" for line in lines)
    assert screen.getvalue().startswith("\x1b[1ma/vi.md:3:7\x1b[0m: \x1b[1;31merror\x1b[0m: [b]")
    assert _plain(screen.getvalue()) == pipe.getvalue()


def _plain(text: str) -> str:
    first, *rest = text.split("\x1b[")
    return first + "".join(part.partition("m")[2] for part in rest)


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        timeout=120,
    )


def test_errors_come_first_and_the_count_last(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--site", str(site)]) == 1
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("content/articles/a/vi.md:3:7: error: không có tháng 25")
    assert lines[-1] == "2 lỗi, 0 cảnh báo; đây là kiểm tra, chưa dựng trang"


def test_what_has_nothing_to_mend_loads_no_colours(site: Path) -> None:
    (site / "content/articles/a/vi.md").write_text(mistakes.vi("Dịch: không"), "utf-8")
    code = (
        "import sys; from bantin.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({'rich', 'babel', 'pelican', 'jinja2'} & sys.modules.keys()))"
    )

    done = run("-c", code, "check", "--site", str(site), FORCE_COLOR="1", NO_COLOR="")
    assert done.stdout.splitlines()[-1] == "0 []", done.stdout + done.stderr
    assert "không có gì phải sửa; " in done.stdout


def test_a_reader_who_goes_is_no_fault(site: Path) -> None:
    for number in range(400):  # more than a pipe holds
        path = site / f"content/articles/b{number}/vi.md"
        path.parent.mkdir()
        path.write_text(mistakes.vi("Ngày: 03/25/2024"), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bantin", "check", "--site", str(site)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read()

    assert (error, process.returncode) == (b"", 1)


@pytest.mark.parametrize(
    ("lang", "matter", "remedy"),
    [("vi", "không có tháng …", "Ghi ngày"), ("en", "there is no month …", "Write the day")],
)
def test_a_rule_of_sarif_carries_its_remedy(
    tmp_path: Path, lang: str, matter: str, remedy: str
) -> None:
    problems = checked(tmp_path, BROKEN)
    run = sarif(list(problems), lang)["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}

    assert rules.keys() == {problem.code for problem in problems}
    rule = rules["date-no-such-month"]
    assert rule["shortDescription"]["text"].startswith(matter)
    assert rule["help"]["text"].startswith(remedy)
    assert "helpUri" not in rule
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
