"""The articles of each campaign by day, gathered once for the templates of all articles."""

from pelican import signals


def register():
    """Connect to the moment at which all articles are known."""
    signals.article_generator_finalized.connect(_gather)


def _gather(generator):
    places = {}
    for campaign, articles in generator.categories:
        by_day = sorted(articles, key=lambda article: (article.date, article.slug))
        for place, article in enumerate(by_day):
            near = sorted(range(len(by_day)), key=lambda other: abs(other - place))[1:7]
            article.steps = by_day[:6]
            article.earlier = by_day[place - 1] if place else None
            article.later = by_day[place + 1] if place + 1 < len(by_day) else None
            article.near = [by_day[other] for other in near]
        places[campaign.slug] = by_day
    generator.context["by_campaign"] = places
