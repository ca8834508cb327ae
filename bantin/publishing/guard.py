"""What would be done to the published site → whether somebody must say that it is meant."""

from ..copies import base_of
from ..problems import N_, OutsideError, SettingsError
from .plan import Plan
from .release import Release

_FEW = 20
_SHARE = 10


def guard_removals(plan: Plan, *, confirmed: int | None = None) -> None:
    """Raise ``SettingsError`` where more would go than an ordinary day takes away.

    That is more than 20 files and more than a tenth of them, unless ``confirmed`` is the exact
    number. Source: the promise is ours; other tools stop at some hundred files, which is a
    whole site for a small office.
    """
    count = len(plan.removed)
    # What is only carried along, or a copy, is nothing that readers lose.
    gone = set(plan.removed)
    shown = (name for name in plan.live if base_of(name) is None)
    total = sum(1 for name in shown if name in plan.wanted or name in gone)
    if count <= max(_FEW, total // _SHARE) or confirmed == count:
        return
    raise SettingsError(
        N_("{count} of {total} files would be removed from the published site"),
        N_("If that is meant, say the number: --remove {count}. Nothing was changed"),
        count=str(count),
        total=str(total),
    )


def guard_emptiness(plan: Plan) -> None:
    """Raise ``OutsideError`` for a site without a front page: it can only be a mistake."""
    if "index.html" not in plan.wanted:
        raise OutsideError(
            N_("the built site has no front page"),
            N_("Build the site anew: bantin build --clean. Nothing was published"),
        )


def guard_foreign(site: str, live: Release | None, *, is_empty: bool, adopt: bool = False) -> None:
    """Raise ``SettingsError`` where the target holds something else than this site.

    ``adopt`` says that what lies there is to be taken over.
    """
    if adopt or (live is None and is_empty):
        return
    if live is None:
        raise SettingsError(
            N_("the target holds files that no bantin has published"),
            N_("Name another folder, or take this one over with --adopt; nothing was changed"),
        )
    if live.site != site:
        raise SettingsError(
            N_("the target holds another site: “{site}”"),
            N_("Name another folder, or take this one over with --adopt; nothing was changed"),
            site=live.site,
        )


def guard_serial(serial: int, live: Release | None, *, older: bool = False) -> None:
    """Raise ``SettingsError`` where a bundle is no newer than the one that was applied last.

    Whoever keeps an old bundle could otherwise bring back what was withdrawn.
    """
    if serial and live and live.serial >= serial and not older:
        raise SettingsError(
            N_("the bundle has number {serial}, and number {live} was applied already"),
            N_("Use the newest bundle; if the old one is meant, say --older. Nothing was changed"),
            serial=str(serial),
            live=str(live.serial),
        )
