"""Why an answer cannot be used, where no rule of reading says it."""

from ..faults import fault
from ..manuscript import address_for
from ..problems import N_, Problem, SettingsError


def missing(label: str) -> Problem:
    """Return the Problem of a question that has to be answered."""
    return fault(
        "field-missing", N_("“{field}” is missing"), N_("Say what it is"), path="", field=label
    )


def no_address(kind: str, title: str) -> Problem | None:
    """Return the Problem of a title of which no address can be made, or None."""
    try:
        address_for(kind, title)
    except SettingsError as error:
        return fault("no-address", error.message, error.remedy, path="", title=title)
    return None


def taken_already(folder: str) -> Problem:
    """Return the Problem of an address that the item in ``folder`` has."""
    return fault(
        "address-taken",
        N_("there is already an item at this address: “{folder}”"),
        N_("Give the new one a folder of another name; its title may stay"),
        path="",
        folder=folder,
    )


def nothing_called(typed: str, meant: str | None) -> Problem:
    """Return the Problem of words that stand in the name of no campaign."""
    remedy = (
        N_("Did you mean “{suggestion}”?") if meant else N_("Type other words, or + for a new one")
    )
    return fault(
        "campaign-unknown",
        N_("there is no campaign “{typed}”"),
        remedy,
        path="",
        typed=typed,
        suggestion=meant or "",
    )


def no_relation(typed: str) -> Problem:
    """Return the Problem of an answer that names no relation."""
    return fault(
        "relation-unknown",
        N_("“{typed}” is none of these"),
        N_("Type one or several of the numbers, so: 4, 5"),
        path="",
        typed=typed,
    )
