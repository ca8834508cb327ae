"""The same steps for every generator, in turn: clean, nothing changed, edits."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from .corpus import Corpus, corpus, newest
from .measure import Cost, cost
from .results import Built, Run
from .sites import Photos, Tool

_MEGABYTE = 1 << 20


class Bench:
    """The sites of all tools for one corpus, and the rounds of measuring them.

    An edit stays in the site: the next round starts from it, with an output of its own. All
    tools see the same edits.
    """

    def __init__(self, folder: Path, tools: tuple[Tool, ...], size: int, photos: Photos) -> None:
        self.tools, self.size, self.photos = tools, size, photos
        self.folder = folder
        self.corpus: Corpus = corpus(size // 2)
        for tool in tools:
            tool.write(folder / tool.key, self.corpus, photos)

    def round(
        self,
        number: int,
        keys: set[str],
        tell: Callable[[str], object],
        steps: tuple[str, ...],
    ) -> Iterator[Run]:
        """Measure each of ``steps`` for each tool of ``keys``: ours, theirs, ours, theirs …

        Steps come before tools, so that what is compared lies next to each other in time.
        """
        for step in steps:
            for tool in self.tools:
                if step in tool.steps and tool.key in keys:
                    self.edit(tool, step, number)
                    used = self._build(tool, number)
                    tell(
                        f"  {self.size:>6} {step:<9} {tool.name:<24} {used.cpu:8.2f} CPU s "
                        f"{used.wall:8.2f} s {max(used.pss, used.largest):7.0f} MB  "
                        f"load {used.load:.1f}"
                    )
                    yield Run(
                        **asdict(used),
                        size=self.size,
                        photos=len(self.photos),
                        tool=tool.key,
                        step=step,
                        round=number,
                    )

    def built(self, number: int) -> Iterator[Built]:
        """Yield what each tool left in the output of a round."""
        for tool in self.tools:
            output = self.folder / tool.key / _output(number)
            files = [path for path in output.rglob("*") if path.is_file()]
            if files:
                pages = [path.stat().st_size for path in files if path.suffix == ".html"]
                yield Built(
                    size=self.size,
                    photos=len(self.photos),
                    tool=tool.key,
                    files=len(files),
                    pages=len(pages),
                    html=sum(pages) / _MEGABYTE,
                    all=sum(path.stat().st_size for path in files) / _MEGABYTE,
                )

    def forget(self, number: int) -> None:
        """Put aside the outputs of a round, which the next one does not look at.

        Nothing is removed while anything is measured: for minutes afterwards ext4 looks at every
        file that was removed before it makes a new one, and that can cost more than the build.
        """
        for tool in self.tools:
            for name in (_output(number), f"cache-{_output(number)}"):
                old = self.folder / "old" / f"{tool.key}-{name}"
                if (self.folder / tool.key / name).exists():
                    old.parent.mkdir(exist_ok=True)
                    (self.folder / tool.key / name).rename(old)

    def _build(self, tool: Tool, number: int) -> Cost:
        folder = self.folder / tool.key
        return cost(tool.build(folder, _output(number)), folder)

    def edit(self, tool: Tool, step: str, number: int) -> None:
        """Make the edit of a step in the site of a tool; some steps have none."""
        folder = self.folder / tool.key
        story = self.corpus.stories[len(self.corpus.stories) // 2]
        if step == "body":
            change(tool.text(folder, story), "\n## ", f"\nThêm câu thứ {number + 1}.\n\n## ")
        elif step == "title":
            change(tool.text(folder, story), story.titles[0], f"{story.titles[0]} mới")
        elif step == "new":
            tool.add(folder, newest(len(self.corpus.stories), number))
        elif step == "template":
            change(folder / tool.template, "</article>", f"<p>{number + 1}</p>\n</article>")


def _output(number: int) -> str:
    return f"output-{number}"


def change(path: Path, old: str, new: str) -> None:
    """Put ``new`` in the first place of ``old``; raises ``ValueError`` where there is none."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"“{old}” is not in {path}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
