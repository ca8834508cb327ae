"""What all tests share: the repository's own site, built once a run."""

import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# A busy machine is slow; that is no fault of the code under test.
settings.register_profile("patient", deadline=None)
# Laws are put to fewer trials while one thinks (`make check`).
settings.register_profile("thinking", deadline=None, max_examples=15)
settings.load_profile(os.environ.get("TRIALS", "patient"))


@pytest.fixture(autouse=True)
def _memory_is_given_back() -> Iterator[None]:
    """A command ends with its process and collects nothing; a preview keeps what it has.

    The process of the tests outlives both, and the more memory it has the dearer is each fork.
    """
    yield
    gc.enable()
    if gc.get_freeze_count():
        gc.unfreeze()


@pytest.fixture(autouse=True, scope="module")
def _little_is_carried_on() -> Iterator[None]:
    yield
    gc.collect()


def build(site: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build ``site`` into ``output`` as a writer does, in a process of its own."""
    command = [sys.executable, "-m", "bantin", "build", "--site", str(site)]
    return subprocess.run(
        [*command, "--output", str(output), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the repository's own site.

    Set ``BANTIN_OUTPUT`` to have another built site looked at instead. Workers that run side
    by side share one build; photos are taken from a cache that outlives the run.
    """
    if given := os.environ.get("BANTIN_OUTPUT"):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    output = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.is_dir():
            # A day of the past keeps "running now" the same on every day that tests are run.
            done = build(
                ROOT, output, "--cache", str(ROOT / ".cache/tests"), "--date", "2026-11-24"
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return output
