"""The corpus as a site of Eleventy."""

import json
import shutil
from pathlib import Path

from ..corpus import LANGS, Corpus, Story, campaign_slug
from ..peers import eleventy_script
from .tool import THEMES, Photos, Tool, body, write


def tool() -> Tool:
    """Return Eleventy, with its plug-in for photos."""
    return Tool(
        key="eleventy",
        name="Eleventy",
        write=_write,
        add=lambda folder, story: _story(folder, story, None),
        text=lambda folder, story: _place(folder, story, "vi"),
        template="layouts/article.njk",
        build=_build,
        steps=("clean", "nothing", "body"),
    )


def _build(folder: Path, output: str) -> list[str]:
    # The photos' plug-in has to be told the folder that the command line names.
    command = ["env", f"BENCH_OUTPUT={output}", "NODE_ENV=production"]
    return [*command, "node", str(eleventy_script()), f"--output={output}", "--quiet"]


def _write(folder: Path, corpus: Corpus, photos: Photos) -> None:
    shutil.copytree(THEMES / "eleventy", folder)
    campaigns = {
        campaign.slug: {
            **dict(zip(LANGS, campaign.names, strict=True)),
            "first": str(campaign.first),
            "last": str(campaign.last),
            "aim": {"vi": "Mục đích của đợt thi đua.", "en": "The aim of the campaign."},
        }
        for campaign in corpus.campaigns
    }
    write(folder / "content" / "_data" / "names.json", json.dumps(campaigns, ensure_ascii=False))
    for story in corpus.stories:
        _story(folder, story, photos.get(story.number))


def _place(folder: Path, story: Story, lang: str) -> Path:
    return folder / "content" / lang / "articles" / f"{story.slug}.md"


def _story(folder: Path, story: Story, photo: Path | None) -> None:
    for place, lang in enumerate(LANGS):
        head = {
            "title": story.titles[place],
            "date": story.day.isoformat(),
            "summary": story.summaries[place],
            "author": story.author,
            "relation": story.relation,
            "campaigns": [campaign_slug(story.campaign)],
            "units": [story.unit],
            "people": list(story.people),
            "topics": list(story.topics),
            "years": [str(story.day.year)],
        }
        source = f"/photos/{story.slug}.jpg" if photo else ""
        words = body(story.bodies[place], f"{story.link}.html", source, story.titles[place])
        text = f"---json\n{json.dumps(head, ensure_ascii=False)}\n---\n\n{words}"
        write(_place(folder, story, lang), text)
    if photo:
        photos = folder / "content" / "photos"
        photos.mkdir(exist_ok=True)
        shutil.copyfile(photo, photos / f"{story.slug}.jpg")
