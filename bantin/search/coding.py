"""Lists of numbers ⇄ letters that may stand in a script: short where the numbers are close.

The letters are those of ASCII that can be seen, without the two that a script would have to
escape. ``theme/js/search/lists.js`` reads them.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

LETTERS = "".join(chr(code) for code in range(35, 127) if code != 92)
BITS = "!"
"""Stands before a list that is written as bits, six to a letter."""

_BASE = len(LETTERS)
# How many first letters say that so many more follow: 0, 1, 2, 3, 4.
_LEADS = (60, 26, 3, 1, 1)


def number(value: int) -> str:
    """Return ``value``, which is 0 or more, as one to five letters."""
    lead = 0
    for more, leads in enumerate(_LEADS):
        room = leads * _BASE**more
        if value < room:
            rest = []
            for _ in range(more):
                value, digit = divmod(value, _BASE)
                rest.append(LETTERS[digit])
            return LETTERS[lead + value] + "".join(reversed(rest))
        value -= room
        lead += leads
    raise ValueError("the number is too large for a list")


@cache
def ranges() -> tuple[tuple[int, int, int], ...]:
    """Return for one letter, two and more: the least number, its first letter, and its step.

    The step is by how much a number grows from one first letter to the next.
    """
    found, least, lead = [], 0, 0
    for more, leads in enumerate(_LEADS):
        found.append((least, lead, _BASE**more))
        least += leads * _BASE**more
        lead += leads
    return tuple(found)


@cache
def steps() -> tuple[str, ...]:
    """Return what stands for a step from one number to the next, by its length (1 or more).

    The table ends where a step would take more than three letters.
    """
    one, two, three = (LETTERS[sum(_LEADS[:n]) : sum(_LEADS[: n + 1])] for n in range(3))
    pairs = [first + second for first in LETTERS for second in LETTERS]
    return (
        "",
        *one,
        *(first + second for first in two for second in LETTERS),
        *(first + rest for first in three for rest in pairs),
    )


def encoded(numbers: Sequence[int]) -> str:
    """Return ascending ``numbers``, each 0 or more, as letters; there is at least one.

    They are written as bits where that is the shorter of the two by the count alone.
    """
    last = numbers[-1]
    if len(numbers) > last // 6 + 2:
        return _bits(numbers)
    table = steps()
    if last + 1 >= len(table):
        return number(numbers[0]) + "".join(
            [number(after - before - 1) for before, after in pairwise(numbers)]
        )
    if len(numbers) == 1:
        return table[last + 1]
    return table[numbers[0] + 1] + "".join(
        [table[after - before] for before, after in pairwise(numbers)]
    )


def _bits(numbers: Sequence[int]) -> str:
    size = numbers[-1] // 6 + 1
    # Sixes of bits are wanted, and Python counts in eights: three bytes are four letters.
    held = bytearray(-(-size // 4) * 3)
    for value in numbers:
        held[value >> 3] |= 128 >> (value & 7)
    return BITS + "".join([_quartets()[n] for n in _twelves(held)])[:size]


def _twelves(held: bytearray) -> Iterator[int]:
    for place in range(0, len(held), 3):
        one, two, three = held[place : place + 3]
        yield one << 4 | two >> 4
        yield (two & 15) << 8 | three


@cache
def _quartets() -> tuple[str, ...]:
    return tuple(one + two for one in LETTERS[:64] for two in LETTERS[:64])


def decoded(text: str) -> list[int]:
    """Return the numbers that ``encoded`` made into letters."""
    if text.startswith(BITS):
        places = enumerate(text[1:])
        return [
            place * 6 + bit
            for place, letter in places
            for bit in range(6)
            if LETTERS.index(letter) & 32 >> bit
        ]
    found, place, last = [], 0, -1
    while place < len(text):
        step, place = read_number(text, place)
        last += step + 1
        found.append(last)
    return found


def read_number(text: str, place: int) -> tuple[int, int]:
    """Return the number that begins at ``place`` of ``text``, and the place behind it."""
    more, value = _begins()[text[place]]
    if more:
        rest = 0
        for letter in text[place + 1 : place + 1 + more]:
            rest = rest * _BASE + LETTERS.index(letter)
        value += rest
    return value, place + 1 + more


@cache
def _begins() -> dict[str, tuple[int, int]]:
    """Return how many letters follow each first letter, and the least number that it begins."""
    found, value, letters = {}, 0, iter(LETTERS)
    for more, leads in enumerate(_LEADS):
        for _ in range(leads):
            found[next(letters)] = more, value
            value += _BASE**more
    return found
