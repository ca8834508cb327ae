"""The first blocks of a document → its title, and the blocks without it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ..manuscript.blocks import Block, Blocks, Heading, Manner, Note, Paragraph, Picture
from ..manuscript.lines import is_bold, plain
from .guess import Guess

_BEGINNING = 6
_LONGEST = 260
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.?!…])\s")
_PHRASE = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_LONGEST_PHRASE = 7


def title_of(blocks: Sequence[Block]) -> tuple[Guess, Blocks]:
    """Return the title, and ``blocks`` without it.

    It is what the style Title says, else the heading with which the text begins, else bold
    lines in the centre or in capitals above the text. Capitals are put into small letters, as
    the text writes the same words, which is a guess. Where there is no such line, the first
    short one is taken, else the first sentence, which then stays in the text.
    """
    places = _styled(blocks) or _headed(blocks) or _shaped(blocks)
    sure = bool(places)
    places = places or _first_line(blocks)
    if not places:
        return Guess(_first_sentence(blocks)), tuple(blocks)
    words = " ".join(_words(blocks[place]) for place in places)
    rest = tuple(block for place, block in enumerate(blocks) if place not in places)
    if words.upper() == words:
        return Guess(in_small(words, _running_text(rest))), rest
    return Guess(words.rstrip(" .") if words.endswith(".") else words, sure), rest


def in_small(words: str, text: str) -> str:
    """Return a title in capitals as ``text`` writes its words; others in small letters."""
    lower = text.lower()
    parts = [found.span() for found in _PHRASE.finditer(words)]
    made = list(words.lower())
    place = 0
    while place < len(parts):
        for stop in range(min(place + _LONGEST_PHRASE, len(parts)), place + 1, -1):
            begin, end = parts[place][0], parts[stop - 1][1]
            at = lower.find(words[begin:end].lower())
            if at >= 0 and len(lower) == len(text):
                made[begin:end] = text[at : at + end - begin]
                place = stop
                break
        else:
            place += 1
    small = "".join(made)
    first = next((number for number, c in enumerate(small) if c.isalpha()), 0)
    return small[:first] + small[first : first + 1].upper() + small[first + 1 :]


def _styled(blocks: Sequence[Block]) -> list[int]:
    found = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and _is_title(b)]
    run = found[:1]
    for before, place in pairwise(found):
        if place != before + 1:
            break
        run.append(place)
    return run if sum(len(_words(blocks[n])) for n in run) <= _LONGEST else run[:1]


def _is_title(block: Paragraph) -> bool:
    return Manner.TITLE in block.manners


def _headed(blocks: Sequence[Block]) -> list[int]:
    """Return the place of the heading of the highest level with which the text begins."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    for place, block in enumerate(blocks[:_BEGINNING]):
        if isinstance(block, Heading):
            only = block.level == min(levels) and (levels.count(block.level) == 1 or place == 0)
            return [place] if only else []
        if isinstance(block, Picture) or len(_words(block)) > _LONGEST:
            break
    return []


def _shaped(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the lines in bold, in the centre or in capitals, above the text."""
    places: list[int] = []
    for place, block in enumerate(blocks[:_BEGINNING]):
        if isinstance(block, Paragraph) and _is_shaped(block):
            places.append(place)
        elif places or len(_words(block)) > _LONGEST:
            break
    return places if len(" ".join(_words(blocks[p]) for p in places)) <= _LONGEST else places[:1]


def _is_shaped(block: Paragraph) -> bool:
    words = plain(block.line)
    if not words or len(words) > _LONGEST or not any(map(str.isalpha, words)):
        return False
    capitals = words.upper() == words
    shapes = is_bold(block.line), Manner.CENTRED in block.manners, capitals
    return sum(shapes) >= 2 or (capitals and len(words.split()) > 3)


def _first_line(blocks: Sequence[Block]) -> list[int]:
    """Return the place of a first line that is short and does not end as a sentence."""
    for place, block in enumerate(blocks[:2]):
        words = _words(block)
        following = next((w for b in blocks[place + 1 :] if (w := _words(b))), "")
        if isinstance(block, Paragraph) and 0 < len(words) <= min(160, len(following)):
            return [place] if not words.endswith((".", ":", ";", ",")) else []
        if words:
            break
    return []


def _first_sentence(blocks: Sequence[Block]) -> str:
    words = next((w for b in blocks if isinstance(b, Paragraph) and (w := _words(b))), "")
    sentence = _SENTENCE.split(words, maxsplit=1)[0].rstrip(" .")
    if len(sentence) <= 120:
        return sentence
    return sentence[:120].rpartition(" ")[0].rstrip(" ,;:-")


def _running_text(blocks: Sequence[Block]) -> str:
    lines = (_words(block) for block in blocks)
    return " ".join(line for line in lines if line.upper() != line)


def _words(block: Block) -> str:
    if isinstance(block, Paragraph | Heading | Note):
        return plain(block.line)
    return ""
