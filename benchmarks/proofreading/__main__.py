"""python -m benchmarks.proofreading [--engine NAME] [--model FOLDER] [--alarms] [--peers]: docs/proofreading.md's tables."""

from __future__ import annotations

import argparse
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks.proofreading import corpus, peers
from benchmarks.proofreading.speed import speed
from benchmarks.proofreading.table import cleans, errors, markdown
from checks.proofreader import Proofreader
from checks.proofreading import ENGINES, make_proofreader
from checks.proofreading.engines import XUNJIAN
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.statistical import Statistical, load_model
from portal.errors import EngineError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default=XUNJIAN, help=", ".join(ENGINES))
    parser.add_argument("--model", type=Path, help="folder of a model to score instead of the shipped one")
    parser.add_argument("--alarms", action="store_true", help="list every false alarm")
    parser.add_argument("--peers", action="store_true", help="our engine beside pycorrector's (make kenlm)")
    parser.add_argument("--sample", type=int, default=peers.SAMPLE, help="with --peers: of each clean set")
    arguments = parser.parse_args()
    if not corpus.available():
        print(f"no corpus: {corpus.FOLDER} is missing")
        return
    try:
        if arguments.peers:
            _compare(arguments.model, arguments.sample)
        else:
            _score(_engine(arguments.engine, arguments.model), arguments.alarms)
    except EngineError as error:
        parser.exit(2, f"{error}\n")


def _score(engine: Proofreader, every: bool) -> None:
    rows, clean = errors(engine, corpus.TESTED + corpus.TRAINED_ON), cleans(engine, corpus.CLEAN)
    print(markdown(rows, clean))
    pace = speed(engine, corpus.clean(corpus.CLEAN[0]))
    print(f"\n{corpus.CLEAN[0]}: {pace.cold:,.0f} characters/s of CPU cold, {pace.cached:,.0f} remembered\n")
    for one in clean:
        for alarm in one.reviewed if every else one.shown:
            print(("shown  " if alarm.correction.shown else "review ") + str(alarm))


def _compare(model: Path | None, sample: int) -> None:
    given = peers.material(sample)
    with as_file(files("checks") / "data" / "proofreading") as shipped:
        rows = list(peers.compare(model or shipped, given))
    print(f"{peers.WRONG}: n = {len(given.pairs)}; clean sets: n = {sample} each (characters in brackets)\n")
    print(f"{peers.markdown(rows, given)}\n\n{peers.PUBLISHED}")


def _engine(name: str, model: Path | None) -> Proofreader:
    return Statistical(Lexicon(load_rows()), load_model(model)) if model else make_proofreader(name)


if __name__ == "__main__":
    main()
