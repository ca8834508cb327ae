"""Progress is told to somebody who waits, and to nobody else."""

import io
import sys

import pytest

from bantin import progress
from bantin.progress import Bars


class Console(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(monkeypatch: pytest.MonkeyPatch, console: io.StringIO, *, quiet: bool = False) -> str:
    monkeypatch.setattr(sys, "stderr", console)
    with Bars("vi", quiet=quiet) as tell:
        for what in ("texts", "photos", "pages"):
            tell(what, 7, 9)
    return console.getvalue()


def test_whoever_waits_for_more_than_a_second_sees_the_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_SOON", 0.0)
    shown = told(monkeypatch, Console())
    for words in ("bài đã đọc", "ảnh đã làm", "trang đã ghi"):
        assert words in shown
    assert shown.count("7/9") >= 3


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Console()) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SOON", 0.0)
    assert told(monkeypatch, io.StringIO()) == ""
    assert told(monkeypatch, Console(), quiet=True) == ""
