"""Answers of a writer → the manuscript of a new article, campaign or page.

Answers are read as a build would read them, so that what is wrong with one is told in the
same words and before anything is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..dates import read_day, typed
from ..faults import fault
from ..messages import Translate, translator
from ..model import Relation, Status
from ..problems import N_, Problem
from ..reading import names as called
from ..reading.facts import read_facts
from ..reading.fields import ARTICLE, CAMPAIGN, PAGE, Fields
from ..reading.head import Head, read_head
from ..reading.lookup import Lookup
from ..reading.names import Names
from ..reading.spelling import tcvn3_line
from ..reading.text_checks import old_letters
from ..settings import Settings
from .choices import Choices, choices
from .folders import Manuscript, folder_for
from .heads import compose, one_line
from .refusals import AnswerError, Wrong
from .twins import twin

Answers = Iterable[tuple[str, str]]
"""Keys of fields with what was answered; a field that repeats is given again."""

FIELDS: Mapping[str, Fields] = MappingProxyType(
    {"articles": ARTICLE, "campaigns": CAMPAIGN, "pages": PAGE}
)
# A campaign that were a draft would hide what articles are to it.
_BEGUN_AS_DRAFT = frozenset({"articles", "pages"})
_DRAFT = N_("draft")


def new_item(
    settings: Settings,
    kind: str,
    values: Answers,
    *,
    known: Choices | None = None,
    name: str = "",
    body: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    english: str | None = None,
    guided: bool = True,
) -> Manuscript:
    """Return the folder of a new item of that kind, ``articles``, ``campaigns`` or ``pages``.

    Left out of ``values``, an article is of today and by the author of the newest one; article
    and page begin as drafts. ``known`` is what ``choices`` gave, where somebody has asked.
    ``name`` is taken for the folder instead of the title. ``body`` is the text; where it is
    empty and the writer is to be ``guided``, the head says where to write it. ``files`` are
    photos. ``english``, the title of the translation, lays that out too; it may be empty.

    Raises ``AnswerError`` for an answer that is missing or cannot be read, ``NameTaken`` where
    another item has the address, other ``SettingsError`` where there can be none, and
    ``OutsideError`` where the content cannot be read.
    """
    known = known or choices(settings)
    said = _completed(settings, kind, values, known)
    for wrong in amiss(settings, kind, said, known, whole=True):
        raise AnswerError(wrong.key, wrong.problem)
    lang = settings.languages[0]
    day = next((read_day(value) for key, value in said if key == "date"), None)
    folder = folder_for(settings.content, kind, name or _title(said), day)
    head = _head(kind, said, lang, guided=guided and not body.strip())
    text = f"{head}\n{_ended(body)}"
    texts = [(f"{lang}.md", text.encode())]
    if english is not None:
        texts.append(twin(settings.languages, FIELDS[kind], english, body))
    draft = _status(kind, said, lang) is Status.DRAFT
    return Manuscript(folder=folder, files=(*texts, *files), draft=draft)


def amiss(
    settings: Settings, kind: str, values: Answers, known: Choices, *, whole: bool = False
) -> Iterator[Wrong]:
    """Yield each answer that cannot be used, with the Problem that says why.

    Where they are the ``whole``, the required ones must be among them.
    """
    lang, fields, said = settings.languages[0], FIELDS[kind], list(values)
    given = {key for key, value in said if one_line(value)}
    head = read_head(
        compose(said, fields, lang), path="", fields=fields, lang=lang, translation=True
    )
    for field in fields.all:
        # Dots alone stand for what is still to be said.
        is_left_open = field.key in given and not head.all(field.key)
        if is_left_open or (whole and field.required and field.key not in given):
            yield Wrong(key=field.key, problem=_missing(field.label(lang)))
    places = _places(head)
    _, unread = read_facts(head, path="", names=known.names, campaigns=known.lookup)
    for problem in (*head.problems, *unread):
        if problem.code != "field-missing":
            key, number = places.get(problem.line, ("", 0))
            yield Wrong(key=key, number=number, problem=problem)
    yield from _as_a_whole(kind, said, known)


def _places(head: Head) -> dict[int, tuple[str, int]]:
    """Return by its line which field an answer is for, and which of the answers for it."""
    found, counts = {}, Counter[str]()
    for entry in head.entries:
        found[entry.label.line] = (entry.field.key, counts[entry.field.key])
        counts[entry.field.key] += 1
    return found


def _as_a_whole(kind: str, said: Answers, known: Choices) -> Iterator[Wrong]:
    counts = Counter[str]()
    for name, value in said:
        number, counts[name] = counts[name], counts[name] + bool(one_line(value))
        if tcvn3_line(value) is not None:
            yield Wrong(key=name, number=number, problem=old_letters("", 1))
        other = known.lookup.exact.get(called.key(value))
        if other and (kind, name) == ("campaigns", "title"):
            yield Wrong(key=name, problem=_called_already(one_line(value), other))


def _called_already(title: str, other: str) -> Problem:
    """Return the Problem of a name by which articles could mean either of two campaigns."""
    return fault(
        "campaign-name-twice",
        N_("there is already a campaign “{title}”: campaigns/{folder}"),
        N_("Use that one, or give the new one a name of its own, as with its year"),
        path="",
        title=title,
        folder=other,
    )


def _missing(label: str) -> Problem:
    return fault(
        "field-missing", N_("“{field}” is missing"), N_("Say what it is"), path="", field=label
    )


def _completed(
    settings: Settings, kind: str, values: Answers, known: Choices
) -> list[tuple[str, str]]:
    said = [(key, _named(key, one_line(value), known)) for key, value in values]
    said = [(key, value) for key, value in said if value]
    given = {key for key, _ in said}
    if kind == "articles" and "date" not in given:
        said.append(("date", typed(settings.now.date())))
    if kind == "articles" and "author" not in given:
        said += [("author", name) for name in known.author]
    if kind in _BEGUN_AS_DRAFT and "status" not in given:
        said.append(("status", translator(settings.languages[0])(_DRAFT)))
    return said


def _named(key: str, value: str, known: Choices) -> str:
    """Return the value, a campaign as it is called."""
    if key not in set(Relation):
        return value
    choice = known.find(value)
    return known.name_of(choice) if choice else value


def _title(said: Answers) -> str:
    return next(value for key, value in said if key == "title")


def _status(kind: str, said: Answers, lang: str) -> Status | None:
    fields = FIELDS[kind]
    head = read_head(
        compose(said, fields, lang), path="", fields=fields, lang=lang, translation=True
    )
    return read_facts(head, path="", names=Names(), campaigns=Lookup())[0].status


def _head(kind: str, said: Answers, lang: str, *, guided: bool) -> str:
    """Return the head of the text, with notes for its writer where it is to be ``guided``.

    A status that says what is so without it is left out. Notes are never shown to readers.
    """
    status = _status(kind, said, lang)
    needed = [pair for pair in said if pair[0] != "status" or status is not Status.PUBLISHED]
    head = compose(needed, FIELDS[kind], lang)
    notes = _notes(kind, status, translator(lang)) if guided else []
    return head.removesuffix("---\n") + "".join(f"# {note}\n" for note in notes) + "---\n"


def _notes(kind: str, status: Status | None, say: Translate) -> list[str]:
    if kind == "campaigns":
        notes = [say(N_("Write the aim of the campaign below the next line ---"))]
    else:
        notes = [say(N_("Write the text below the next line ---"))]
    if status is Status.DRAFT:
        notes.append(say(N_("When it is ready, delete the line that says it is a draft")))
    if kind == "articles":
        notes.append(
            say(N_("A photo: copy it into this folder, and give it a line: ![caption](1.jpg)"))
        )
    return notes


def _ended(body: str) -> str:
    return f"{body.strip(chr(10))}\n" if body.strip() else ""
