"""Word files on the disk → articles in the content folder, and what their writer is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..dates import DateError, read_day
from ..manuscript import Manuscript, NameTaken, folder_for, lay_down
from ..manuscript.bylines import authors
from ..manuscript.folders import taken
from ..model import Gallery, Relation
from ..problems import N_, ContentError, Problem, SettingsError
from ..reading import item_slug
from ..reading.photos import is_photo
from ..settings import Settings
from ..site import look
from ..word import Answers, Called, Imported, questions, read_docx
from ..word.envelope import LARGEST
from ..word.refusals import too_large
from .refusals import address_taken, disk, text_there, without_main
from .told import Article, Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line says: answers in advance, and the article that texts are added to."""

    into: str = ""
    title: str = ""
    day: str = ""
    author: str = ""
    ties: tuple[tuple[Relation, str], ...] = ()
    draft: bool = False


def bring_in(site: Settings, paths: Sequence[Path], wish: Wish) -> Brought:
    """Take the Word files over, each into a folder of its own or all ``wish.into`` an article.

    ``bai.docx`` and ``bai.en.docx`` are one article in two languages. A file that cannot be
    taken over is told; the others are. Raises ``SettingsError`` where the wish itself cannot be
    followed, and ``OutsideError`` where the disk refuses.
    """
    taking = _Taking(site, wish, _answers(wish), _campaigns(site))
    articles: list[Article] = []
    refused: list[Problem] = []
    for group in _groups(paths, site.languages):
        try:
            articles.append(taking.add(group) if wish.into else taking.begin(group))
        except ContentError as error:
            refused += error.problems
        except NameTaken as error:
            refused.append(address_taken(group[site.languages[0]], error.folder))
    return Brought(articles=tuple(articles), refused=tuple(refused))


def taken_over(site: Settings, data: bytes, name: str) -> tuple[Manuscript, tuple[Problem, ...]]:
    """Return the folder that the bytes of a Word file make as a draft, and what they lost.

    Raises ``ContentError`` where it is none that can be read, and ``SettingsError`` where
    there can be no such folder.
    """
    if len(data) > LARGEST:
        raise ContentError(too_large(name))
    made = read_docx(
        data,
        name,
        today=site.now.date(),
        campaigns=_campaigns(site),
        answers=Answers(draft=True, lang=site.languages[0]),
    )
    folder = folder_for(site.content, "articles", made.title, made.day)
    return made.manuscript(folder), made.notes


Group = dict[str, Path]
"""The files of one article, by language."""


@dataclass(frozen=True, slots=True)
class _Taking:
    site: Settings
    wish: Wish
    answers: Answers
    campaigns: tuple[Called, ...]

    def begin(self, group: Group) -> Article:
        """Make a new article of the files of ``group``."""
        main, *others = self.site.languages
        if main not in group:
            raise ContentError(without_main(next(iter(group.values()))))
        first = self._read(group[main], replace(self.answers, lang=main))
        folder = folder_for(self.site.content, "articles", first.title, first.day)
        texts = [first, *self._translations(group, others, dict(first.photos))]
        manuscript = first.manuscript(folder)
        more = tuple(file for text in texts[1:] for file in text.files)
        manuscript = replace(manuscript, files=(*manuscript.files, *more))
        try:
            lay_down(self.site.content, manuscript)
        except OSError as error:
            raise disk(error) from error
        return self._article(folder, texts)

    def add(self, group: Group) -> Article:
        """Add the texts of ``group`` to the article that was wished for."""
        folder = self._folder()
        place = self.site.content / folder
        for lang, path in group.items():
            if (place / f"{lang}.md").exists() or (place / f"index.{lang}.md").exists():
                raise ContentError(text_there(path, f"{folder}/{lang}.md"))
        texts = [*self._translations(group, self.site.languages, _photos(place, self.site))]
        _put([file for text in texts for file in text.files], place)
        return self._article(folder, texts)

    def _translations(
        self, group: Group, languages: Sequence[str], beside: Mapping[str, bytes]
    ) -> Iterator[Imported]:
        for lang in languages:
            if lang in group:
                answers = replace(self.answers, lang=lang, beside=beside)
                if lang != self.site.languages[0]:
                    answers = replace(answers, title="", translation=True)
                text = self._read(group[lang], answers)
                beside = {**beside, **dict(text.photos)}
                yield text

    def _read(self, path: Path, answers: Answers) -> Imported:
        return read_docx(
            _bytes(path),
            path.name,
            today=self.site.now.date(),
            campaigns=self.campaigns,
            answers=answers,
        )

    def _folder(self) -> str:
        name = item_slug(self.wish.into)
        found = taken(self.site.content, "articles", name)
        if found is None:
            raise SettingsError(
                N_("there is no article “{folder}”"),
                N_("Write the name of its folder as it stands in articles"),
                folder=self.wish.into,
            )
        return found

    def _article(self, folder: str, texts: Sequence[Imported]) -> Article:
        root = self.site.content.name
        asked = [
            problem
            for text in texts
            for problem in questions(
                text.text,
                path=f"{root}/{folder}/{text.lang}.md",
                lang=text.lang,
                translation=text.lang != self.site.languages[0],
            )
        ]
        notes = [note for text in texts for note in text.notes]
        files = tuple(name for text in texts for name, _ in text.files)
        return Article(folder=f"{root}/{folder}", files=files, problems=(*asked, *notes))


def _groups(paths: Sequence[Path], languages: Sequence[str]) -> list[Group]:
    """Return the files that belong together: ``bai.docx`` and ``bai.en.docx``."""
    groups: dict[Path, Group] = {}
    for path in paths:
        stem, dot, ending = path.stem.rpartition(".")
        lang = ending.lower() if dot and ending.lower() in languages else languages[0]
        name = stem if dot and ending.lower() in languages else path.stem
        group = groups.setdefault(path.with_name(name or path.stem), {})
        if lang in group:  # the same file twice, or bai.docx beside bai.vi.docx
            group = groups.setdefault(path, {})
        group[lang] = path
    return [*groups.values()]


def _answers(wish: Wish) -> Answers:
    try:
        day = read_day(wish.day) if wish.day else None
    except DateError as error:
        raise SettingsError(error.message, error.remedy, **dict(error.values)) from error
    return Answers(
        title=wish.title, day=day, authors=authors(wish.author), ties=wish.ties, draft=wish.draft
    )


def _campaigns(site: Settings) -> tuple[Called, ...]:
    rows = look(site).rows.values()
    return tuple(Called(names=row.titles) for row in rows if row.kind == "campaigns" and row.titles)


def _photos(place: Path, site: Settings) -> dict[str, bytes]:
    """Return the photos of an article: those of its text in their order, then the others."""
    from ..markup import convert

    order: list[str] = []
    text = place / f"{site.languages[0]}.md"
    if text.is_file():
        body = convert(text.read_text("utf-8", "replace"), path="", first_line=1, lang="vi").body
        order = [photo.source for block in body if isinstance(block, Gallery)
                 for photo in block.photos]  # fmt: skip
    there = sorted(file.name for file in place.iterdir() if is_photo(file.name))
    names = [*dict.fromkeys(name for name in order if name in there)] or there
    return {name: (place / name).read_bytes() for name in names}


def _put(files: Sequence[tuple[str, bytes]], place: Path) -> None:
    """Write ``files`` beside others; none is written over, and none is left where one fails."""
    made: list[Path] = []
    try:
        for name, data in reversed(files):  # a text comes last: then its photos are there
            with (place / name).open("xb") as file:
                made.append(place / name)
                file.write(data)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise disk(error) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError(too_large(path.name))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SettingsError(
            N_("there is no “{path}”"), N_("Check the spelling of the path"), path=str(path)
        ) from error
    except OSError as error:
        raise disk(error) from error
