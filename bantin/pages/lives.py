"""The life of a campaign as its articles show it: a few of its steps, and the way on."""

from collections.abc import Callable

from ..model import Relation
from ..views import CampaignBox, CampaignCard, Card, Neighbours, Ref

_STEPS = 6


class Life:
    """One campaign; what all its articles need to know of it is found out once."""

    def __init__(self, card: CampaignCard, ref: Ref) -> None:
        self._card, self._ref = card, ref
        self._steps: dict[str, list[int]] = {}
        for number, moment in enumerate(card.moments):
            self._steps.setdefault(moment.card.slug, []).append(number)
        self._slugs = tuple(self._steps)
        self._places = {slug: place for place, slug in enumerate(self._slugs)}
        self._milestones = [
            number
            for number, moment in enumerate(card.moments)
            if moment.relation != Relation.REPORTS
        ][::-1]

    def box(self, slug: str) -> CampaignBox:
        """Return the campaign with the steps that matter beside the article ``slug``: few.

        A long campaign shows this article and its neighbours, then its milestones, the last
        ones first, all in their order; the rest is one link away.
        """
        card = self._card
        moments = card.moments
        if len(moments) > _STEPS:
            around = [n + step for n in self._steps.get(slug, ()) for step in (0, -1, 1)]
            wanted = (n for n in (*around, *self._milestones) if 0 <= n < len(card.moments))
            shown = sorted(list(dict.fromkeys(wanted))[:_STEPS])
            moments = tuple([moments[number] for number in shown])
        more = len(card.moments) - len(moments)
        return CampaignBox(card.href, card.name, card.span, card.status, moments, more)

    def neighbours(self, slug: str, card: Callable[[str], Card]) -> Neighbours | None:
        """Return the articles before and after ``slug``, or None where it is alone."""
        slugs, place = self._slugs, self._places[slug]
        if len(slugs) < 2:
            return None
        before = card(slugs[place - 1]) if place else None
        after = card(slugs[place + 1]) if place + 1 < len(slugs) else None
        return Neighbours(self._ref, before, after)
