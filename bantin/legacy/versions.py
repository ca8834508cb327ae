"""The versions of one article in several languages → one article."""

from .values import Old


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
