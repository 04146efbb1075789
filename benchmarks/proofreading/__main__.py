"""python -m benchmarks.proofreading [--engine NAME] [--model FOLDER] [--alarms]: the table of docs/proofreading.md."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.proofreading import corpus
from benchmarks.proofreading.speed import speed
from benchmarks.proofreading.table import cleans, errors, markdown
from checks.proofreader import Proofreader
from checks.proofreading import ENGINES, make_proofreader
from checks.proofreading.engines import XUNJIAN
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.statistical import Statistical, load_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default=XUNJIAN)
    parser.add_argument("--model", type=Path, help="folder of a model to score instead of the shipped one")
    parser.add_argument("--alarms", action="store_true", help="list every false alarm")
    arguments = parser.parse_args()
    if not corpus.available():
        print(f"no corpus: {corpus.FOLDER} is missing")
        return
    engine = _engine(arguments.engine, arguments.model)
    rows, clean = errors(engine, corpus.TESTED + corpus.TRAINED_ON), cleans(engine, corpus.CLEAN)
    print(markdown(rows, clean))
    pace = speed(engine, corpus.clean(corpus.CLEAN[0]))
    print(f"\n{corpus.CLEAN[0]}: {pace.cold:,.0f} characters/s of CPU cold, {pace.cached:,.0f} remembered\n")
    for one in clean:
        for alarm in one.reviewed if arguments.alarms else one.shown:
            print(("shown  " if alarm.correction.shown else "review ") + str(alarm))


def _engine(name: str, model: Path | None) -> Proofreader:
    return Statistical(Lexicon(load_rows()), load_model(model)) if model else make_proofreader(name)


if __name__ == "__main__":
    main()
