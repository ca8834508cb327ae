"""Site → what other programs read of it: feeds, calendars, the register and the open archive."""

from .awards import awards_csv, awards_json
from .handouts import Handout, handouts
from .words import Say, tongue

__all__ = ["Handout", "Say", "awards_csv", "awards_json", "handouts", "tongue"]
