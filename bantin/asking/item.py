"""A kind of item → its questions, asked one by one, and the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..dates import typed
from ..manuscript import FIELDS, Choice, Choices, address_for, amiss, free_address, taken
from ..problems import N_, Problem, SettingsError
from ..reading.fields import Field
from ..settings import Settings
from .campaigns import Ties, choose
from .reasons import missing, no_address, taken_already
from .talk import Talk

_RELATION = "relation"
_RELATIONS = frozenset({"launches", "reports", "reviews", "closes", "awards"})
_ASKED = {
    "articles": ("title", "date", _RELATION, "author", "place"),
    "campaigns": ("title", "period", "occasion", "launched_by"),
    "pages": ("title",),
}
_HINTS = {
    "author": N_("several: with ; between them"),
    "place": N_("Enter: none"),
    "period": N_("so: 01/3/2024 - 07/5/2024; Enter: not known yet"),
    "occasion": N_("the anniversary that it marks; Enter: none"),
    "launched_by": N_("Enter: none"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is to be of an item: values by the key of their field, and what else was said.

    ``name`` is that of the folder, empty where the title gives it. ``english`` is the title of
    the translation, empty where it is still to be found, None where there is to be none.
    """

    kind: str
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name: str = ""
    english: str | None = None
    body: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The values as ``new_item`` takes them."""
        return [(key, value) for key, values in self.values.items() for value in values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of a talk: the item, and the campaigns that are to be made before it.

    ``before`` is what there was to choose from, ``known`` has those campaigns as well.
    """

    item: Given
    campaigns: tuple[Given, ...]
    before: Choices
    known: Choices


def ask_item(talk: Talk, settings: Settings, given: Given, known: Choices) -> Asked:
    """Ask what is not given, and what is given but wrong; return everything.

    Raises ``KeyboardInterrupt`` where the writer ends the talk.
    """
    talk.tell(N_("Enter takes what stands in brackets; Ctrl+C ends it, and nothing is written."))
    questions = _Questions(talk, settings, given, known)
    questions.put_all()
    item = replace(given, values=questions.values, name=questions.name, body=questions.body)
    return Asked(
        item=item, campaigns=tuple(questions.campaigns), before=known, known=questions.known
    )


def unasked(given: Given, known: Choices) -> Asked:
    """Return what is given as all that is to be known.

    Raises ``SettingsError`` where something is missing that only its writer can say.
    """
    if not given.values.get("title"):
        raise SettingsError(
            N_("nobody can be asked here, and the title is missing"),
            N_("Give it with --title, and run the command in a window to be asked the rest"),
        )
    return Asked(item=given, campaigns=(), before=known, known=known)


class _Questions:
    """The questions about one item, and what is known by now."""

    def __init__(self, talk: Talk, settings: Settings, given: Given, known: Choices) -> None:
        self.talk, self.settings, self.kind, self.known = talk, settings, given.kind, known
        self.values: dict[str, Sequence[str]] = dict(given.values)
        self.name, self.body = given.name, given.body
        self.campaigns: list[Given] = []

    def put_all(self) -> None:
        for wrong in amiss(self.settings, self.kind, self._pairs(), self.known):
            if self.values.pop(wrong.key, None):
                self.talk.refuse(wrong.problem)
        for key in _ASKED[self.kind]:
            if key == _RELATION:
                self._put_relations()
            elif not self.values.get(key):
                self._put(key)
            if key == "title":
                self._put_address()
        if self.kind == "campaigns" and not self.body:
            self.body = self.talk.ask(self.talk.say(N_("Its aim, in a sentence (Enter: later)")))

    def _pairs(self) -> list[tuple[str, str]]:
        return Given(kind=self.kind, values=self.values).pairs

    def _put(self, key: str) -> None:
        known, say = self._field(key), self.talk.say
        label = known.label(self.talk.lang)
        question = f"{label} ({say(_HINTS[key])})" if key in _HINTS else label
        answer = self.talk.ask(
            question, default=self._default(key), judge=lambda text: self._wrong(known, text)
        )
        self.values[key] = _parts(known, answer)

    def _field(self, key: str) -> Field:
        return next(known for known in FIELDS[self.kind].all if known.key == key)

    def _default(self, key: str) -> str:
        if key == "date":
            return typed(self.settings.now.date())
        return "; ".join(self.known.author) if key == "author" else ""

    def _wrong(self, known: Field, answer: str) -> Problem | None:
        if known.required and not answer:
            return missing(known.label(self.talk.lang))
        pairs = [(known.key, part) for part in _parts(known, answer)]
        found = amiss(self.settings, self.kind, pairs, self.known)
        problem = next((wrong.problem for wrong in found), None)
        return problem or (no_address(self.kind, answer) if known.key == "title" else None)

    def _put_address(self) -> None:
        """Have a name for the folder where the address is another item's already."""
        wanted = self.name or self.values["title"][0]
        if problem := self._clash(wanted):
            self.talk.refuse(problem)
            self.name = self.talk.ask(
                self.talk.say(N_("A name for its folder")),
                default=free_address(self.settings.content, self.kind, wanted),
                judge=lambda name: no_address(self.kind, name) or self._clash(name),
            )

    def _clash(self, name: str) -> Problem | None:
        other = taken(self.settings.content, self.kind, address_for(self.kind, name))
        return taken_already(other) if other else None

    def _put_relations(self) -> None:
        if _RELATIONS.isdisjoint(self.values):
            ties = Ties(self.talk, self.known, self._new_campaign)
            choose(ties)
            self.known = ties.known
            for relation, title in ties.found:
                self.values[relation] = [*self.values.get(relation, ()), title]

    def _new_campaign(self) -> Choice:
        """Ask for a campaign that is not there yet."""
        self.talk.tell(N_("A new campaign: its folder is made together with the article."))
        asked = _Questions(self.talk, self.settings, Given(kind="campaigns"), self.known)
        asked.put_all()
        title = asked.values["title"][0]
        item = Given(kind="campaigns", values=asked.values, name=asked.name, body=asked.body)
        self.campaigns.append(item)
        return Choice(slug=address_for("campaigns", asked.name or title), title=title, running=True)


def _parts(known: Field, answer: str) -> list[str]:
    parts = answer.split(";") if known.repeats else [answer]
    return [part.strip() for part in parts if part.strip()]
