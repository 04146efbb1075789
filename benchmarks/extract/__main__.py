"""python -m benchmarks.extract [--worst] [--docs FOLDER]: the table of extraction scores."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.extract import corpus, speed
from benchmarks.extract.floors import floors
from benchmarks.extract.table import scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", action="store_true", help="show what is wrong")
    parser.add_argument("--docs", type=Path, help="folder of English manuals to time")
    arguments = parser.parse_args()
    if not corpus.available():
        print(f"no corpus: {corpus.ARCHIVE} is missing")
        return
    wanted = floors()
    for score in scores():
        print(f"{score.name:28} {score.value:7.4f}  floor {wanted.get(score.name, 0):.4f}  n {score.count}")
        for line in score.worst if arguments.worst else ():
            print(f"    {line}")
    for name, (spent, size) in (
        ("government", speed.government()),
        ("manuals", speed.documentation(arguments.docs)),
    ):
        if size:
            print(
                f"{name:28} {spent:7.2f} ms CPU per page of {size / 1000:.1f} KB ({spent / size * 30_000:.2f} per 30 KB)"
            )


if __name__ == "__main__":
    main()
