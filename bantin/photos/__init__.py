"""Photos that texts show → pictures ready for readers, and the files behind them."""

from .develop import Developed, Wanted, develop
from .offers import Shown, offers
from .proofs import prove

__all__ = ["Developed", "Shown", "Wanted", "develop", "offers", "prove"]
