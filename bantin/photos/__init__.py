"""Photos that texts show → pictures ready for readers, and the files behind them."""

from .develop import Developed, Wanted, develop

__all__ = ["Developed", "Wanted", "develop"]
