"""The folders of campaigns and pages → campaigns and pages, without their articles."""

from ..model import Campaign, StandingPage, Status
from .fields import CAMPAIGN, PAGE
from .items import Known, Outcome, read_parts
from .tree import Folder


def read_campaign(folder: Folder, known: Known) -> Outcome[Campaign]:
    """Return the campaign in ``folder``; its ``moments`` are filled from the articles later."""
    parts = read_parts(folder, CAMPAIGN, known)
    if not parts.sound:
        return parts.outcome("campaigns", None)
    campaign = Campaign(
        slug=parts.slug,
        path=parts.path,
        texts=parts.texts,
        status=parts.facts.status or Status.PUBLISHED,
        period=parts.facts.period,
        occasions=parts.facts.occasion,
        launched_by=parts.facts.launched_by,
        old_addresses=parts.facts.old_address,
    )
    return parts.outcome("campaigns", campaign)


def read_page(folder: Folder, known: Known) -> Outcome[StandingPage]:
    """Return the standing page in ``folder``."""
    parts = read_parts(folder, PAGE, known)
    if not parts.sound:
        return parts.outcome("pages", None)
    page = StandingPage(
        slug=parts.slug,
        path=parts.path,
        texts=parts.texts,
        status=parts.facts.status or Status.PUBLISHED,
    )
    return parts.outcome("pages", page)
