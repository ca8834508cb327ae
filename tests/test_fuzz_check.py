"""Whatever is typed is read in bounds and told in words; what is good is not told at all."""

import os
from datetime import datetime
from pathlib import Path

from bantin.settings import Settings
from bantin.site import check

from .clean_news import write_news

CLEAN = int(os.environ.get("BANTIN_CLEAN", "1000"))
"""Articles of the test for false alarms; more of them find rarer ones."""

SEED = int(os.environ.get("BANTIN_SEED", "1"))


def settings_of(folder: Path) -> Settings:
    return Settings(
        root=folder,
        content=folder / "content",
        output=folder / "output",
        theme=folder / "theme",
        cache=folder / "cache",
        now=datetime(2026, 11, 24, 12),
    )


def test_a_thousand_good_articles_have_no_problem(tmp_path: Path) -> None:
    write_news(tmp_path / "content", CLEAN, SEED)

    told = [p for p in check(settings_of(tmp_path)) if p.code != "translation-missing"]

    assert [(p.code, p.path, p.line, p.values) for p in told] == []
