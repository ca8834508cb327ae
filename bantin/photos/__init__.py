"""Photos that texts show → pictures ready for readers, and the files behind them."""

from .develop import Developed, Wanted, develop
from .kinds import kind_of
from .notes import HEAD, Notes, notes
from .offers import Shown, offers
from .proofs import prove
from .refusals import Refused

__all__ = [
    "HEAD",
    "Developed",
    "Notes",
    "Refused",
    "Shown",
    "Wanted",
    "develop",
    "kind_of",
    "notes",
    "offers",
    "prove",
]
