"""python -m benchmarks.proofreading.pages: what the engine says of real pages, as an audit would, for a person to read.

--teach FILE writes the sentences of the other half of the pages instead, for `xunjian proofread train --held`.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extract import corpus
from checks.language.sentences import sentences
from checks.language.typo import held
from checks.proofreader import Correction, Proofreader
from checks.proofreading import make_proofreader
from checks.proofreading.engines import XUNJIAN
from checks.proofreading.lexicon import Lexicon, load_rows
from checks.proofreading.shield import Shield
from checks.proofreading.statistical import Statistical, load_model
from checks.proofreading.usage import Usage
from crawler.extract import read_page
from portal.errors import XunjianError

AROUND = 16  # characters shown on either side
NOTHING = Shield(())

Pages = list[list[str]]  # sentences of each page


@dataclass(frozen=True, slots=True)
class Alarm:
    site: str
    text: str
    fix: Correction

    def __str__(self) -> str:
        before, after = self.text[max(0, self.fix.start - AROUND) : self.fix.start], self.text[self.fix.end :]
        place = f"{before}【{self.fix.wrong}→{self.fix.right}】{after[:AROUND]}"
        return f"{'shown ' if self.fix.shown else 'review'} {self.fix.probability:.3f} {place} ({self.fix.source}, {self.site})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of a model to look at instead of the shipped one")
    parser.add_argument("--review", action="store_true", help="list what is for review too")
    parser.add_argument("--teach", type=Path, metavar="FILE")
    parser.add_argument("--taught", action="store_true", help="look at the pages that --teach writes")
    arguments = parser.parse_args()
    if not corpus.available():
        print(f"no corpus: {corpus.ARCHIVE} is missing")
        return
    sites = sites_of(teaching=bool(arguments.teach) or arguments.taught)
    if arguments.teach:
        lines = dict.fromkeys(text for pages in sites.values() for page in pages for text in page)
        arguments.teach.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    model = arguments.model
    engine = Statistical(Lexicon(load_rows()), load_model(model)) if model else make_proofreader(XUNJIAN)
    found = [alarm for name, pages in sites.items() for alarm in alarms(name, pages, engine)]
    shown = sum(alarm.fix.shown for alarm in found)
    pages = sum(map(len, sites.values()))
    characters = sum(len(text) for pages in sites.values() for page in pages for text in dict.fromkeys(page))
    print(f"{pages:,} pages, {characters:,} characters: {shown} shown, {len(found) - shown} for review")
    for alarm in sorted(found, key=lambda alarm: -alarm.fix.probability):
        if alarm.fix.shown or arguments.review:
            print(alarm)


def sites_of(teaching: bool) -> dict[str, Pages]:
    """Pages by site; a site is in one half whole."""
    sites: dict[str, Pages] = defaultdict(list)
    for file in sorted(corpus.root().glob("s*/**/*.htm*")):
        name = "/".join(file.relative_to(corpus.root()).parts[:2])
        if bool(zlib.crc32(name.encode()) & 1) == teaching and (texts := texts_of(file)):
            sites[name].append(texts)
    return dict(sites)


def texts_of(file: Path) -> list[str]:
    try:
        page = read_page(f"http://www.example.gov.cn/{file.name}", file.read_bytes())
    except XunjianError:
        return []
    return [passage.text for passage in sentences(page)]


def alarms(site: str, pages: Pages, engine: Proofreader) -> Iterator[Alarm]:
    """Each wording once."""
    texts = list(dict.fromkeys(text for page in pages for text in page))
    answers = dict(zip(texts, engine.check_batch(texts), strict=True))
    usage = Usage(lambda: pages, lambda asked: [answers[text] for text in asked])
    for text, fixes in answers.items():
        for fix in held(text, list(fixes), NOTHING, lambda: usage):
            yield Alarm(site, text, fix)


if __name__ == "__main__":
    main()
