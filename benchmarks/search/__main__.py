"""Measure how well readers find, beside Pagefind and MiniSearch over the same pages.

    python -m benchmarks.search [--trials dev,held,drawn,fresh:7] [--large 10000] [--worst N]
                                [--engines bantin,pagefind,minisearch]

Prints a table and adds what it found to .cache/bench/search.json, in place of what an earlier
run found there. ``--large`` measures bytes and time at so many articles as well; 0 articles
is not at all, and no trials are none. ``fresh:7`` draws queries that nobody has seen, others for
each number, ``fresh`` others each day. ``--worst`` tells the queries that ours answers worst, of
the trials dev and drawn only: the others are not to be tuned on.
"""

import argparse
import json
import os
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from bantin import configuration
from bantin.site import assemble

from .. import machine, peers
from ..measure import environment
from ..sites.tool import CACHE, ROOT, python
from . import engines, large, related, rules, tables, trials
from .browser import browser
from .judgements import load as load_queries
from .results import Result, load
from .scores import by_habit, score
from .texts import texts
from .trials import Trial

PLACE = CACHE / "search.json"
_WORK = CACHE / "search"
_ENGINES = {
    "bantin": engines.bantin,
    "pagefind": engines.pagefind,
    "minisearch": engines.minisearch,
}


def main() -> None:
    """Measure what the command line asks for, print it and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", default="dev,held,fresh")
    parser.add_argument("--engines", default=",".join(_ENGINES))
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    peers.install_scripts()
    result = load(PLACE)
    _describe(result)
    names = [name for name in args.engines.split(",") if name]
    with browser() as found:
        for name in filter(None, args.trials.split(",")):
            trial, output = _made(name)
            if name == "dev":
                result.related = related.measured(output)
            worst = args.worst if name in ("dev", "drawn") else 0
            for engine in names:
                _try(found, trial, output, engine, result, worst)
            result.keep(PLACE)
            print(*tables.quality(result, trial.name), sep="\n", end="\n\n")
        if args.large:
            folder = _WORK / str(args.large)
            result.large |= large.measured(found, folder, args.large, names, print)
            result.keep(PLACE)
            print(*tables.costs(result), sep="\n", end="\n\n")
    print(*tables.kin(result), sep="\n", end="\n\n")
    print(PLACE.relative_to(ROOT))


def _made(name: str) -> tuple[Trial, Path]:
    """Return a trial by the name that the command line has for it, and its built site."""
    kind, _, seed = name.partition(":")
    if kind == "dev":
        trial = trials.dev()
    elif kind == "held":
        trial = trials.held(_WORK / "held")
    else:
        trial = trials.drawn(_WORK / "drawn")
    output = build(trial)
    if kind == "fresh":
        settings, _ = configuration.load(trial.site, None)
        place = _WORK / f"{name}.json"
        rules.write(
            place,
            rules.judged(assemble(settings), texts(output), int(seed or date.today().toordinal())),
        )
        trial = replace(trial, name="fresh", queries=load_queries(place))
    return trial, output


def build(trial: Trial) -> Path:
    """Return the folder of the built site of a trial; raises ``SystemExit`` if it fails."""
    output = _WORK / f"{trial.name}-output"
    command = [*python("bantin"), "build", "--site", str(trial.site), "--date", "2026-01-01"]
    cache = str(_WORK / f"{trial.name}-cache")
    done = subprocess.run(
        [*command, "--output", str(output), "--cache", cache],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}")
    return output


def _try(
    found: Browser, trial: Trial, output: Path, engine: str, result: Result, worst: int
) -> None:
    answers = _ENGINES[engine](found, output, trial.queries)
    scores = by_habit(trial.queries, answers)
    result.trials.setdefault(trial.name, {})[engine] = scores
    if worst and engine == "bantin":
        told = [
            (score(query, answer).ndcg, query.habit, query.text, answer[:10], dict(query.grades))
            for query, answer in zip(trial.queries, answers, strict=True)
        ]
        for one in sorted(told, key=lambda row: row[0])[:worst]:
            print(json.dumps(one, ensure_ascii=False))


def _describe(result: Result) -> None:
    result.made = date.today().isoformat()
    result.cores = os.cpu_count() or 0
    result.processor, result.memory = machine.processor(), machine.memory()
    result.system = machine.system()
    result.versions = {**machine.versions(), **peers.engine_versions()}


if __name__ == "__main__":
    main()
