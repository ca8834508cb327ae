"""The versions of one article in several languages → one article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from .values import Old


def together(
    found: Iterable[tuple[str | None, Old]], mates: Mapping[str, int], languages: tuple[str, ...]
) -> Iterator[Old]:
    """Yield what was ``found``, each with its group, those of a group as one.

    ``mates`` says how many a group has; a group is yielded as soon as all of it was seen, and
    what is left of others at the end.
    """
    waiting: defaultdict[str, list[Old]] = defaultdict(list)
    for group, old in found:
        if group is None or mates.get(group, 0) < 2:
            yield old
            continue
        waiting[group].append(old)
        if len(waiting[group]) == mates[group]:
            yield joined(waiting.pop(group), languages)
    for versions in waiting.values():
        yield joined(versions, languages)


def joined(versions: list[Old], languages: tuple[str, ...]) -> Old:
    """Return the versions of one article as one; the facts are those of the site's language."""
    rank = {lang: number for number, lang in enumerate(languages)}
    first, *others = sorted(versions, key=lambda old: rank.get(old.texts[0].lang, len(rank)))
    texts = {old.texts[0].lang: old.texts[0] for old in reversed([first, *others])}
    return Old(
        key=first.key,
        texts=tuple(texts[lang] for lang in languages if lang in texts),
        day=first.day,
        kind=first.kind,
        name=first.name,
        authors=first.authors,
        topics=first.topics,
        draft=first.draft or any(old.draft for old in others),
        publish_from=first.publish_from,
        notes=tuple(n for old in (first, *others) for n in old.notes),
    )
