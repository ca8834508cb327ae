"""A Dask cluster as the crew of a build: its workers do the heavy work (``units.py``).

Dask.distributed schedules, watches its workers and begins lost work again; we have no scheduler
of our own. Content, cache and output lie at one path on all machines.
"""

import logging
import os
import pickle
import platform
import secrets
import shutil
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .foreman import unit
from .problems import N_, OutsideError, SettingsError
from .settings import Settings
from .units import Units, laid, opened
from .workers import Limits

_SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
_REACH_S = 10
_ANSWER_S = 60.0
_DAY_S = 86_400
_LITTLE = Limits(cpu_seconds=20, megabytes=400)


@contextmanager
def cluster(address: str, settings: Settings) -> Iterator[Units]:
    """Connect with the scheduler at ``address`` (``dask://host:port``) and see that it can build.

    Raises ``SettingsError`` where that is no address, ``OutsideError`` where a package is
    missing, nobody answers, or a worker is not like this machine.
    """
    scheduler = _scheduler(address)
    client = _client(address, scheduler)
    folder = settings.cache / "units" / secrets.token_hex(8)
    try:
        _sweep(folder.parent)
        crew = Units(
            client.get_executor(pure=False),
            folder,
            hands=lambda: sum(_workers(client).values()),
            lost=_given_up(),
            watch=partial(_watch, client, address),
        )
        _prove(client, address, folder, settings)
        yield crew
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError, TimeoutError):  # who has gone need not be taken leave of
            client.close(timeout=_REACH_S)


def _scheduler(address: str) -> str:
    """Return the address that Dask knows. Raises ``SettingsError``."""
    parts = urlsplit(address)
    with suppress(ValueError):  # a port that is none
        if parts.scheme in _SCHEMES and parts.hostname and parts.port:
            return f"{_SCHEMES[parts.scheme]}://{parts.netloc}"
    raise SettingsError(
        N_("“{address}” is no address of a scheduler"),
        N_("Write for example: --executor dask://scheduler:8786"),
        address=address,
    )


def _client(address: str, scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise OutsideError(
            N_("work on a cluster needs one more package"),
            N_('Install it: pip install "bantin[cluster]"'),
        ) from error
    # What matters is told by us, in the language of the site.
    for name in ("distributed", "distributed.client", "distributed.gc"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(scheduler, timeout=_REACH_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise OutsideError(
            N_("no scheduler answers at “{address}”: {reason}"),
            N_("See whether it runs there, and whether this machine can reach it"),
            address=address,
            reason=str(error).strip().partition("\n")[0][:200] or type(error).__name__,
        ) from error


def _given_up() -> tuple[type[BaseException], ...]:
    from distributed.scheduler import KilledWorker

    return (KilledWorker,)


def _watch(client: Any, address: str, silent_s: float) -> None:
    """Raise ``OutsideError`` where nobody is left to answer."""
    if silent_s < _ANSWER_S or (client.status == "running" and _workers(client)):
        return
    raise OutsideError(
        N_("the cluster at “{address}” was lost while it worked"),
        N_("See whether scheduler and workers run, then build again; what was made is kept"),
        address=address,
    )


def _workers(client: Any) -> dict[str, int]:
    """Return the addresses of the workers, each with its number of threads."""
    try:
        return dict(client.nthreads())
    except (OSError, TimeoutError):
        return {}


def _nobody(address: str) -> OutsideError:
    return OutsideError(
        N_("no worker of “{address}” answers"),
        N_("Start workers: dask worker {scheduler}"),
        address=address,
        scheduler=_scheduler(address),
    )


# ── is a worker like this machine? ───────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Probe:
    """What a worker must see: how the content lies, and a word in files of the other folders."""

    content: str
    lies: tuple[tuple[str, int], ...]
    tokens: tuple[str, ...]
    word: str


def _prove(client: Any, address: str, folder: Path, settings: Settings) -> None:
    """See that the workers have our versions and our folders. Raises ``OutsideError``."""
    with suppress(OSError, TimeoutError):
        client.wait_for_workers(1, timeout=_ANSWER_S / 2)
    workers = _workers(client)
    if not workers:
        raise _nobody(address)
    settings.output.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    word = secrets.token_hex(16)
    tokens = (str(folder / "token"), str(settings.output / f".bantin-{word[:12]}"))
    probe = _Probe(str(settings.content), _lies(str(settings.content)), tokens, word)
    order = str(laid(folder, _seen, probe, _LITTLE))
    try:
        for token in tokens:
            Path(token).write_text(word, "utf-8")
        asked = {
            client.get_executor(pure=False, workers=[worker]).submit(
                unit, order, pickle.dumps([str(number)])
            ): number
            for number, worker in enumerate(workers)
        }
        heard, silent = wait(asked, timeout=_ANSWER_S)
        for future in silent:  # busy for somebody else, and asked again with the first work
            future.cancel()
        if not heard:
            raise _nobody(address)
        for future in heard:
            host = _proved(address, future)
            for token in tokens:
                if not Path(f"{token}.{asked[future]}").exists():
                    raise _not_shared(host, os.path.dirname(token))
    finally:
        Path(order).unlink(missing_ok=True)
        for token in tokens:
            for path in Path(token).parent.glob(f"{Path(token).name}*"):
                path.unlink(missing_ok=True)


def _proved(address: str, future: "Future[bytes]") -> str:
    """Return the name of the machine on which a probe was well. Raises ``OutsideError``."""
    if error := future.exception():
        raise OutsideError(
            N_("the cluster at “{address}” cannot do the work of bantin: {reason}"),
            N_("Install bantin[cluster] for the scheduler and for every worker, as it is here"),
            address=address,
            reason=f"{type(error).__name__}: {error}".partition("\n")[0][:200],
        ) from error
    (host,) = opened(future.result())
    return str(host)


def _seen(probe: _Probe, number: str) -> str:
    """Look at the folders on a worker, leave a mark in them, and return the machine's name."""
    host = platform.node()
    if _lies(probe.content) != probe.lies:
        raise _not_shared(host, probe.content)
    for token in probe.tokens:
        try:
            word = Path(token).read_text("utf-8")
        except (OSError, ValueError):
            word = ""
        if word != probe.word:
            raise _not_shared(host, os.path.dirname(token))
        try:
            Path(f"{token}.{number}").write_text(word, "utf-8")
        except OSError as error:
            raise OutsideError(
                N_("the worker on {host} cannot write into “{folder}”: {reason}"),
                N_("Let the workers run as a user who may write there"),
                host=host,
                folder=os.path.dirname(token),
                reason=error.strerror or str(error),
            ) from error
    return host


def _lies(content: str) -> tuple[tuple[str, int], ...]:
    """Return what lies in a folder and when it changed, in seconds: some disks know no less."""
    try:
        with os.scandir(content) as entries:
            return tuple(sorted((e.name, int(e.stat().st_mtime)) for e in entries))
    except OSError:
        return ()


def _not_shared(host: str, folder: str) -> OutsideError:
    return OutsideError(
        N_("the worker on {host} does not see “{folder}” as this machine does"),
        N_("Content, cache and output must lie at the same path on all machines"),
        host=host,
        folder=folder,
    )


def _sweep(units: Path) -> None:
    """Remove what builds left that were killed long ago."""
    with suppress(OSError):
        for folder in units.iterdir():
            if time.time() - folder.stat().st_mtime > _DAY_S:
                shutil.rmtree(folder, ignore_errors=True)
