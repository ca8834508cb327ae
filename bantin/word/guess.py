"""A value and whether it is certain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """What a field is taken to be; ``sure`` where the document or the writer says so."""

    value: str
    sure: bool = False
