"""The corpus as a site of Hugo."""

import json
import shlex
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..corpus import LANGS, Corpus, Story, campaign_slug
from ..peers import hugo_binary, pagefind_binary
from .tool import CACHE, THEMES, Photos, Tool, body, write

SEARCHED = "hugo-pagefind"


def tools() -> tuple[Tool, ...]:
    """Return Hugo with related articles on the page of each article, and Hugo without.

    The last one has both the lists and a search index, as our site has: Pagefind makes it.
    """
    related = _tool("hugo-related", "Hugo, related lists", related=True)
    return (
        related,
        _tool("hugo", "Hugo, no related lists", related=False),
        replace(
            related,
            key=SEARCHED,
            name="Hugo, related lists, Pagefind",
            build=_with_pagefind(related.build),
            serve=None,
            steps=("clean",),
            develops_photos=False,
        ),
    )


def _with_pagefind(build: Callable[[Path, str], list[str]]) -> Callable[[Path, str], list[str]]:
    def both(folder: Path, output: str) -> list[str]:
        pages = ["--site", str(folder / output), "--glob", "{articles,en/articles}/**/*.html"]
        search = [str(pagefind_binary()), *pages]
        return ["sh", "-c", f"{shlex.join(build(folder, output))} && exec {shlex.join(search)}"]

    return both


def _tool(key: str, name: str, *, related: bool) -> Tool:
    def build(folder: Path, output: str) -> list[str]:
        # Photos are kept in a folder for each round, so that none finds another's; what Hugo
        # compiles for itself once and for all is kept for all.
        kept = folder / f"cache-{output}"
        command = ["env", f"HUGO_RESOURCEDIR={kept}", str(hugo_binary()), "build", "--quiet"]
        command += ["--source", str(folder), "--destination", str(folder / output)]
        return [*command, "--cacheDir", str(CACHE / "hugo")]

    def serve(folder: Path, port: int) -> list[str]:
        return [str(hugo_binary()), "server", "--source", str(folder), "--port", str(port)]

    return Tool(
        key=key,
        name=name,
        write=lambda folder, corpus, photos: _write(folder, corpus, photos, related=related),
        add=lambda folder, story: _story(folder, story, None),
        text=_text,
        template="layouts/_default/single.html",
        build=build,
        serve=serve,
        steps=("clean", "nothing", "body"),
    )


def _text(folder: Path, story: Story) -> Path:
    bundle = folder / "content" / "articles" / story.slug
    return bundle / "index.vi.md" if bundle.is_dir() else bundle.with_suffix(".vi.md")


def _write(folder: Path, corpus: Corpus, photos: Photos, *, related: bool) -> None:
    shutil.copytree(THEMES / "hugo", folder)
    settings = (folder / "hugo.toml").read_text(encoding="utf-8")
    write(folder / "hugo.toml", settings.replace("RELATED", str(related).lower()))
    for story in corpus.stories:
        _story(folder, story, photos.get(story.number))
    for campaign in corpus.campaigns:
        for lang, name in zip(LANGS, campaign.names, strict=True):
            head = {"title": name, "first": str(campaign.first), "last": str(campaign.last)}
            place = folder / "content" / "campaigns" / campaign.slug / f"_index.{lang}.md"
            aim = "Mục đích của đợt thi đua." if lang == "vi" else "The aim of the campaign."
            write(place, f"{json.dumps(head, ensure_ascii=False)}\n\n{aim}\n")


def _story(folder: Path, story: Story, photo: Path | None) -> None:
    articles = folder / "content" / "articles"
    campaign = campaign_slug(story.campaign)
    for place, lang in enumerate(LANGS):
        head: dict[str, object] = {
            "title": story.titles[place],
            "date": story.day.isoformat(),
            "summary": story.summaries[place],
            "author": story.author,
            "relation": story.relation,
            "campaigns": [campaign],
            "units": [story.unit],
            "people": list(story.people),
            "topics": list(story.topics),
            "years": [str(story.day.year)],
        }
        if photo:
            head["build"] = {"publishResources": False}  # the original stays at home
        link = f"{story.link}.html"
        words = body(story.bodies[place], link, "1.jpg" if photo else "", story.titles[place])
        # A folder only where there is a photo: a plain file is less work for Hugo.
        name = f"{story.slug}/index.{lang}.md" if photo else f"{story.slug}.{lang}.md"
        write(articles / name, f"{json.dumps(head, ensure_ascii=False, indent=0)}\n\n{words}")
    if photo:
        shutil.copyfile(photo, articles / story.slug / "1.jpg")
