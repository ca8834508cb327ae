"""The corpus as a site of stock Pelican with its plug-in for languages."""

import json
import shutil
from pathlib import Path

from ..corpus import LANGS, Corpus, Story, campaign_slug
from ..peers import peer_python
from .tool import THEMES, Photos, Tool, body, write


def tool() -> Tool:
    """Return stock Pelican; it copies photos as they are."""
    return Tool(
        key="pelican",
        name="Pelican, i18n-subsites",
        write=_write,
        add=lambda folder, story: _story(folder, story, None),
        text=lambda folder, story: _place(folder, story, "vi"),
        template="theme/templates/article.html",
        build=_build,
        develops_photos=False,
    )


def _build(folder: Path, output: str) -> list[str]:
    command = [str(peer_python()), "-m", "pelican", str(folder / "content"), "--quiet"]
    return [*command, "--settings", str(folder / "pelicanconf.py"), "--output", output]


def _write(folder: Path, corpus: Corpus, photos: Photos) -> None:
    shutil.copytree(THEMES / "pelican", folder)
    campaigns = {
        campaign.slug: {
            **dict(zip(LANGS, campaign.names, strict=True)),
            "first": str(campaign.first),
            "last": str(campaign.last),
            "aim": {"vi": "Mục đích của đợt thi đua.", "en": "The aim of the campaign."},
        }
        for campaign in corpus.campaigns
    }
    write(folder / "campaigns.json", json.dumps(campaigns, ensure_ascii=False))
    for story in corpus.stories:
        _story(folder, story, photos.get(story.number))


def _place(folder: Path, story: Story, lang: str) -> Path:
    return folder / "content" / "articles" / f"{story.slug}.{lang}.md"


def _story(folder: Path, story: Story, photo: Path | None) -> None:
    for place, lang in enumerate(LANGS):
        head = [
            f"Title: {story.titles[place]}",
            f"Date: {story.day.isoformat()}",
            f"Lang: {lang}",
            f"Slug: {story.slug}",
            f"Author: {story.author}",
            f"Category: {campaign_slug(story.campaign)}",
            f"Tags: {', '.join((story.unit, *story.people, *story.topics))}",
            f"Relation: {story.relation}",
            f"Summary: {story.summaries[place]}",
        ]
        source = f"{{static}}/photos/{story.slug}.jpg" if photo else ""
        link = f"{{filename}}{story.link}.{lang}.md"
        words = body(story.bodies[place], link, source, story.titles[place])
        write(_place(folder, story, lang), "\n".join([*head, "", words]))
    if photo:
        photos = folder / "content" / "photos"
        photos.mkdir(exist_ok=True)
        shutil.copyfile(photo, photos / f"{story.slug}.jpg")
