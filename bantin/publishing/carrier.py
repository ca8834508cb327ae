"""A folder of signed bundles, as on a USB stick, as a place to publish to.

Each publish writes the whole site as ``bantin-000012.tar.zst``, and its signature beside it,
``.minisig``. Another computer checks it and publishes from it with ``bantin apply``.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..problems import N_, SettingsError
from ..workers import Tell, silent
from .bundle import Label, files_of, label_of, pack
from .folder import held_by_folder, told
from .plan import Plan
from .release import Release
from .signing import check, signer
from .target import Faults, Source, Standing


@dataclass(frozen=True, slots=True)
class Carrier:
    """The folder ``root``; bundles are signed with the secret key in the file ``key``."""

    root: Path
    address: str
    key: Path

    @contextmanager
    def held(self, who: str, tell: Tell = silent) -> Iterator[None]:
        """Keep every other publisher out."""
        with held_by_folder(self.root, who):
            yield

    def standing(self) -> Standing:
        """Say which bundle is the newest; a bundle is always written whole, so none is torn."""
        known = self.history()
        live = self.release(known[0].number) if known else None
        return Standing(live=live, is_empty=not known)

    def history(self) -> tuple[Release, ...]:
        """Return the bundles of the folder, the newest first."""
        with told(self.root):
            places = sorted(self.root.glob("bantin-*.tar.zst"), reverse=True)
            return tuple(_release(label_of(place)) for place in places)

    def release(self, number: int) -> Release:
        """Return one of them with its files."""
        with told(self.root):
            place = self.place(number)
            return replace(_release(label_of(place)), files=files_of(place))

    def put(self, release: Release, plan: Plan, source: Source, *, keep: int, tell: Tell) -> None:
        """Write the bundle and its signature, and take away those that are not kept."""
        if isinstance(source, int):
            raise SettingsError(
                N_("a bundle cannot be undone once it was carried away"),
                N_("On the computer that has it: bantin rollback"),
            )
        with told(self.root):
            label = Label(site=release.site, serial=release.number, digest=release.digest)
            place = self.place(release.number)
            aside = place.with_suffix(".tmp")
            pack(source, plan.wanted, label, aside)
            comment = f"site {release.site}, serial {release.number}"
            signature = signer(self.key).sign(aside, comment)
            place.with_name(f"{place.name}.minisig").write_bytes(signature)
            os.replace(aside, place)
            tell("staged", len(plan.wanted), len(plan.wanted))
            for old in self.history()[keep:]:
                for path in self.root.glob(f"{self.place(old.number).name}*"):
                    path.unlink(missing_ok=True)

    def faults(self, release: Release, tell: Tell) -> Faults:
        """See whether the bundle still bears its signature."""
        place = self.place(release.number)
        with told(self.root):
            try:
                signature = place.with_name(f"{place.name}.minisig").read_bytes()
                check(place, signature, signer(self.key).public())
            except (SettingsError, FileNotFoundError):
                return Faults(changed=(place.name,))
        return Faults()

    def place(self, number: int) -> Path:
        """Return where the bundle of that number lies."""
        return self.root / f"bantin-{number:06d}.tar.zst"


def _release(label: Label) -> Release:
    return Release(number=label.serial, at="", who="", site=label.site, digest=label.digest)
