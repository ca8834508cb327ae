"""What a folder target keeps beside the site: its releases, and the bytes of their files.

``live.json`` says which release is live, ``releases/000012.json`` what release 12 was,
``releases/000012.sums`` its files and ``releases/000012.carried`` those it carries along;
``objects/ab/abcd…`` are the bytes by their hash.
"""

import contextlib
import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

from ..caches import put
from ..problems import N_, OutsideError
from .manifest import hashes, read, sha256_of, written
from .release import Release, heard, said

_BLOCK = 1 << 20
# For web servers that nobody has set up: none of this is for readers.
_FORBIDDEN = {
    ".htaccess": "Require all denied\n",
    "web.config": (
        '<?xml version="1.0" encoding="utf-8"?>\n<configuration><system.webServer><security>'
        '<authorization><remove users="*" roles="" verbs="" /><add accessType="Deny" users="*" />'
        "</authorization></security></system.webServer></configuration>\n"
    ),
}


def forbid(inside: Path) -> None:
    """Tell web servers that what lies in ``inside`` is for nobody. Raises ``OSError``."""
    for name, words in _FORBIDDEN.items():
        if not (inside / name).exists():
            put(inside / name, words.encode())


def first_line(path: Path) -> str:
    """Return the first line of a file, or nothing."""
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    return ""


def live(inside: Path) -> Release | None:
    """Return the release that is live with its files, or None where nothing was published.

    Raises ``OutsideError`` where what is noted cannot be read.
    """
    try:
        number = int(first_line(inside / "live.txt"))
    except ValueError:
        return None
    return with_files(inside, number)


def with_files(inside: Path, number: int) -> Release:
    """Return a release with its files; raise ``OutsideError`` where it is not kept."""
    place = _place(inside, number)
    try:
        release = heard(place.with_suffix(".json").read_text(encoding="utf-8"))
        files = read(place.with_suffix(".sums").read_bytes())
        carried = read(place.with_suffix(".carried").read_bytes())
    except (OSError, ValueError) as error:
        raise unknown_release(number) from error
    return replace(release, files=files, carried=carried)


def releases(inside: Path) -> tuple[Release, ...]:
    """Return all that are kept, the newest first, without their files. Raises ``OSError``."""
    found = []
    for path in sorted((inside / "releases").glob("*.json"), reverse=True):
        with contextlib.suppress(ValueError):  # cut off or tampered with: as good as none
            found.append(heard(path.read_text(encoding="utf-8")))
    return tuple(found)


def remember(inside: Path, release: Release) -> None:
    """Note ``release`` and that it is live. Raises ``OSError``."""
    place = _place(inside, release.number)
    put(place.with_suffix(".sums"), written(release.files))
    put(place.with_suffix(".carried"), written(release.carried))
    put(place.with_suffix(".json"), said(release).encode())
    put(inside / "live.txt", f"{release.number}\n".encode())


def prune(inside: Path, keep: int) -> None:
    """Forget all but the newest ``keep`` releases, and the bytes that no other one needs."""
    known = releases(inside)
    for release in known[keep:]:
        place = _place(inside, release.number)
        for ending in (".json", ".sums", ".carried"):
            place.with_suffix(ending).unlink(missing_ok=True)
    needed: set[str] = set()
    for release in known[:keep]:
        for ending in (".sums", ".carried"):
            needed |= hashes(_place(inside, release.number).with_suffix(ending).read_bytes())
    for folder in (inside / "objects").glob("*"):
        # Plain names: a site has more files than are wanted as paths.
        for name in os.listdir(folder):
            if name not in needed:
                (folder / name).unlink(missing_ok=True)


def clean(inside: Path) -> None:
    """Take away what a publish left that was cut off. Raises ``OSError``."""
    shutil.rmtree(inside / "stage", ignore_errors=True)
    for pattern in ("*.tmp", "releases/*.tmp", "objects/*/*.new"):
        for path in inside.glob(pattern):
            path.unlink(missing_ok=True)


def take(inside: Path, source: Path, sha: str) -> None:
    """Keep the bytes of ``source``, which must be those of ``sha``. Raises ``OSError``."""
    place = _object(inside, sha)
    if place.is_file() and place.stat().st_size == source.stat().st_size:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{place.name}.new")
    hasher = hashlib.sha256()
    with source.open("rb") as file, aside.open("wb") as copy:
        while block := file.read(_BLOCK):
            hasher.update(block)
            copy.write(block)
    if hasher.hexdigest() != sha:
        aside.unlink()
        raise not_built(source)
    os.replace(aside, place)


def unknown_release(number: int) -> OutsideError:
    """Return the failure of a release that is not kept."""
    return OutsideError(
        N_("the target does not have release {number}, or not all of it"),
        N_("“bantin history” lists the releases that can be gone back to"),
        number=str(number),
    )


def lost() -> OutsideError:
    """Return the failure of a store without the bytes of a release."""
    return OutsideError(
        N_("the target has lost a file of an earlier release"),
        N_("Publish the site anew; what readers see was not changed"),
    )


def not_built(source: Path) -> OutsideError:
    """Return the failure of an output that somebody changed."""
    return OutsideError(
        N_("“{path}” is not what the build wrote"),
        N_("Build the site anew: bantin build --clean. Nothing was published"),
        path=str(source),
    )


def give(inside: Path, sha: str, place: Path) -> None:
    """Lay the bytes of ``sha`` at ``place``, and see that they are the right ones.

    Raises ``OSError``, and ``OutsideError`` where the store has them no more, or others.
    """
    kept = _object(inside, sha)
    try:
        _link(kept, place)
        is_whole = sha256_of(place) == sha
    except FileNotFoundError:
        is_whole = False
    if not is_whole:
        kept.unlink(missing_ok=True)
        raise lost()


def _link(kept: Path, place: Path) -> None:
    """Give the bytes a second name; where the disk knows no such thing, copy them."""
    try:
        os.link(kept, place)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(kept, place)


def _object(inside: Path, sha: str) -> Path:
    return inside / "objects" / sha[:2] / sha


def _place(inside: Path, number: int) -> Path:
    return inside / "releases" / f"{number:06d}"
