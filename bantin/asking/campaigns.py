"""The campaigns of a site → those that a new article is about, and what it is to each."""

from collections.abc import Callable, Sequence

from ..dates import span
from ..manuscript import Choice, Choices
from ..model import Relation
from ..problems import N_
from ..reading.fields import ARTICLE
from ..text import fold
from .reasons import no_relation, nothing_called
from .talk import Talk

_SHOWN = 9
_NEW = "+"


class Ties:
    """A talk about campaigns; ``found`` pairs a relation with what the article calls it."""

    def __init__(self, talk: Talk, known: Choices, make: Callable[[], Choice]) -> None:
        self.talk, self.known, self.make = talk, known, make
        self.found: list[tuple[str, str]] = []
        self.listed: Sequence[Choice] = ()

    def pick(self, question: str) -> Choice | None:
        """Return the campaign that the writer means, or None where there is none."""
        while answer := self.talk.ask(question):
            found = [self._new()] if answer == _NEW else self._meant(answer)
            if len(found) == 1:
                print(f"  “{found[0].title}”")
                return found[0]
            if found:
                self.show(found)
            else:
                meant = self.known.lookup.suggest(answer)
                self.talk.refuse(nothing_called(answer, meant))
        return None

    def _new(self) -> Choice:
        made = self.make()
        self.known = self.known.with_campaign(made.slug, made.title)
        return made

    def _meant(self, answer: str) -> Sequence[Choice]:
        number = int(answer) if answer.isascii() and answer.isdecimal() and len(answer) < 4 else 0
        if 0 < number <= len(self.listed):
            return [self.listed[number - 1]]
        exact = self.known.find(answer)
        return [exact] if exact else self.known.called(answer)

    def show(self, campaigns: Sequence[Choice]) -> None:
        """List some campaigns with the numbers by which they can be chosen."""
        self.listed = campaigns[:_SHOWN]
        for number, choice in enumerate(self.listed, start=1):
            print(f"  {number}  {self._line(choice)}")
        if left := len(campaigns) - len(self.listed):
            self.talk.tell(N_("     and {count} more: type a part of the name"), count=str(left))

    def _line(self, choice: Choice) -> str:
        parts = [choice.title]
        if choice.period:
            first, last = span(choice.period, self.talk.lang)
            parts.append(f"{first} – {last}" if last else f"{first} –")
        if choice.running:
            parts.append(self.talk.say(N_("running now")))
        return " · ".join(parts)

    def relate(self, choice: Choice) -> None:
        """Ask what the article is to a campaign, once or more than once."""
        labels = [ARTICLE.by_slug[relation].label(self.talk.lang) for relation in Relation]
        named = "  ".join(f"{number} {label}" for number, label in enumerate(labels, start=1))
        question = self.talk.say(N_("What does the article do there? {choice}"))
        default = "2" if choice.period else "1"
        answer = self.talk.ask(
            question.format(choice=named),
            default=default,
            judge=lambda text: None if _chosen(text, labels) else no_relation(text),
        )
        name = self.known.name_of(choice)
        ties = [(str(relation), name) for relation in _chosen(answer, labels)]
        self.found += [tie for tie in ties if tie not in self.found]


def choose(ties: Ties) -> None:
    """Ask for campaigns until the writer names no more."""
    say = ties.talk.say
    if ties.known.campaigns:
        ties.talk.tell(N_("Campaigns:"))
    ties.show(ties.known.campaigns)
    ask = say(N_("About which campaign? (number, part of a name, + new one; Enter: none)"))
    again = say(N_("And about which other one? (Enter: no other)"))
    while choice := ties.pick(again if ties.found else ask):
        ties.relate(choice)


def _chosen(answer: str, labels: Sequence[str]) -> list[Relation]:
    """Return the relations that an answer names by number or by name; none if one is wrong."""
    plain = answer.replace(";", ",")
    parts = plain.split(",") if "," in plain else [plain]
    if all(part.strip().isdecimal() for part in plain.split()):
        parts = plain.split()
    known = {fold(label): relation for label, relation in zip(labels, Relation, strict=True)}
    known |= {str(number): relation for number, relation in enumerate(Relation, start=1)}
    found = [known.get(fold(part.strip())) for part in parts if part.strip()]
    return [] if None in found else [one for one in dict.fromkeys(found) if one]
