"""The corpus as a site of this project."""

import shutil
from pathlib import Path

from ..corpus import Corpus, Story, campaign_name
from .tool import ROOT, STEPS, Photos, Tool, body, python, write

_SETTINGS = """\
PELICAN_CLASS = "bantin.Bantin"
SITENAME = {"vi": "Thử", "en": "Trial"}
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
"""
_RELATIONS = {
    "launches": "Phát động",
    "reports": "Đưa tin",
    "reviews": "Sơ kết",
    "closes": "Tổng kết",
    "awards": "Trao thưởng",
}


def tool() -> Tool:
    """Return this project as one of the generators to measure."""
    return Tool(
        key="bantin",
        tells_mistakes=True,
        name="bantin",
        write=_write,
        add=lambda folder, story: _story(folder, story, None),
        text=lambda folder, story: _place(folder, story) / "vi.md",
        template="theme/templates/parts/article.html",
        build=_build,
        serve=lambda folder, port: [
            *python("bantin"),
            *("serve", "--site", str(folder), "--port", str(port), "--no-browser"),
        ],
        steps=STEPS,
    )


def _build(folder: Path, output: str) -> list[str]:
    command = [*python("bantin"), "build", "--site", str(folder), "--date", "2026-01-01"]
    output_folder, cache = folder / output, folder / f"cache-{output}"
    return [*command, "--output", str(output_folder), "--cache", str(cache)]


def _write(folder: Path, corpus: Corpus, photos: Photos) -> None:
    write(folder / "pelicanconf.py", _SETTINGS)
    shutil.copytree(ROOT / "theme", folder / "theme")
    for story in corpus.stories:
        _story(folder, story, photos.get(story.number))
    for campaign in corpus.campaigns:
        place = folder / "content" / "campaigns" / campaign.slug
        period = f"{campaign.first:%d/%m/%Y} - {campaign.last:%d/%m/%Y}"
        vi, en = campaign.names
        aim = "Mục đích của đợt thi đua.\n"
        write(place / "vi.md", f"---\nTên: {vi}\nThời gian: {period}\n---\n\n{aim}")
        write(place / "en.md", f"---\nName: {en}\n---\n\nThe aim of the campaign.\n")


def _place(folder: Path, story: Story) -> Path:
    return folder / "content" / "articles" / str(story.day.year) / story.slug


def _story(folder: Path, story: Story, photo: Path | None) -> None:
    place = _place(folder, story)
    vi = [
        f"Tiêu đề: {story.titles[0]}",
        f"Ngày: {story.day:%d/%m/%Y}",
        f"{_RELATIONS[story.relation]}: {campaign_name(story.campaign)}",
        f"Tác giả: {story.author}",
        f"Đơn vị: {story.unit}",
        *(f"Nhân vật: {name}" for name in story.people),
        *(f"Chủ đề: {topic}" for topic in story.topics),
        f"Tóm tắt: {story.summaries[0]}",
    ]
    en = [f"Title: {story.titles[1]}", f"Summary: {story.summaries[1]}"]
    for lang, head, text, title in zip(
        ("vi", "en"), (vi, en), story.bodies, story.titles, strict=True
    ):
        words = body(text, story.link, "1.jpg" if photo else "", title)
        write(place / f"{lang}.md", "\n".join(["---", *head, "---", "", words]))
    if photo:
        shutil.copyfile(photo, place / "1.jpg")
