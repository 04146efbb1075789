"""Scores of page extraction on the labelled pages; each between 0 and 1."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import lxml.html

from benchmarks.extract import corpus
from crawler.extract import decode, read_page
from portal.page import Entry, Page, Zone

_SAME = 12  # characters by which an entry's title is compared
_BLOCK_NAMES = "p div td li h1 h2 h3 h4 tr table ul section article dd dt br"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN = frozenset({"script", "style", "noscript", "select", "textarea"})


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table: what was measured, how well, on how many, and the worst cases."""

    name: str
    value: float
    count: int
    worst: tuple[str, ...] = ()


def dates() -> Score:
    """Publication dates that are right."""
    wrong = []
    labels = corpus.articles()
    for label in labels:
        found = _read(label.file).published.date
        if found != label.published:
            wrong.append(f"{label.file}: {label.published} read as {found}")
    return Score("date", 1 - len(wrong) / len(labels), len(labels), tuple(wrong))


def no_invented_dates() -> Score:
    """List pages for which no publication date is given."""
    files = list(corpus.lists())
    wrong = tuple(f"{file}: {found}" for file in files if (found := _read(file).published.date))
    return Score("list pages without date", 1 - len(wrong) / len(files), len(files), wrong)


def entries() -> list[Score]:
    """Precision and recall of (title, date), and newest dates that are right."""
    hits = given = wanted = 0
    missed, stale = [], []
    labels = corpus.lists()
    for file, lines in labels.items():
        page = _read(file)
        gold = Counter((_squeeze(title)[:_SAME], day) for title, day in lines)
        yearless = lines[0][1].startswith("--")
        got = Counter((_squeeze(e.title)[:_SAME], _day(e, yearless)) for e in page.entries if e.date)
        both = sum((gold & got).values())
        hits, given, wanted = hits + both, given + sum(got.values()), wanted + len(lines)
        missed += [f"{file}: missed {key}" for key in gold - got]
        if not yearless and max(day for _, day in got) != max(day for _, day in gold):
            stale.append(f"{file}: newest {max(day for _, day in got)}")
    dated = sum(not lines[0][1].startswith("--") for lines in labels.values())
    return [
        Score("entries precision", hits / given, given),
        Score("entries recall", hits / wanted, wanted, tuple(missed)),
        Score("newest", 1 - len(stale) / dated, dated, tuple(stale)),
    ]


def main_text() -> Score:
    """Mean bigram F1 of the BODY blocks against the labelled run of blocks."""
    figures = []
    for label in corpus.articles():
        if label.blocks is None:
            continue
        first, last = label.blocks
        gold = "".join(_numbered(corpus.page(label.file).body)[first : last + 1])
        got = "".join(block.text for block in _read(label.file).blocks if block.zone is Zone.BODY)
        figures.append((_f1(_squeeze(gold), _squeeze(got)), label.file))
    worst = tuple(f"{file}: {figure:.2f}" for figure, file in sorted(figures)[:8])
    return Score("main text F1", sum(f for f, _ in figures) / len(figures), len(figures), worst)


def main_text_recall() -> Score:
    """Share of the labelled main text that is in TITLE or BODY blocks."""
    figures = []
    for label in corpus.articles():
        if label.blocks is None:
            continue
        first, last = label.blocks
        gold = _bigrams(_squeeze("".join(_numbered(corpus.page(label.file).body)[first : last + 1])))
        got = _bigrams(_squeeze("".join(_read(label.file).main_text.splitlines())))
        figures.append((sum((gold & got).values()) / sum(gold.values()), label.file))
    worst = tuple(f"{file}: {figure:.2f}" for figure, file in sorted(figures)[:8])
    return Score("main text recall", sum(f for f, _ in figures) / len(figures), len(figures), worst)


def _read(file: str) -> Page:
    sample = corpus.page(file)
    return read_page(sample.url, sample.body)


def _day(entry: Entry, yearless: bool) -> str:
    return f"--{entry.date:%m-%d}" if yearless else str(entry.date)


def _numbered(body: bytes) -> list[str]:
    """Text blocks as the labels number them (lxml's tree, every block element and br ends a block)."""
    document = lxml.html.fromstring(decode(body)[0])
    pieces = [""]

    def visit(element: lxml.html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        ends = element.tag in _BLOCKS
        if ends and pieces[-1].strip():
            pieces.append("")
        pieces[-1] += element.text or ""
        for child in element:
            visit(child)
            pieces[-1] += child.tail or ""
        if ends and pieces[-1].strip():
            pieces.append("")

    body_element = document.find("body")
    visit(document if body_element is None else body_element)
    return [re.sub(r"\s+", " ", piece).strip() for piece in pieces if piece.strip()]


def _f1(gold: str, got: str) -> float:
    wanted, found = _bigrams(gold), _bigrams(got)
    both = sum((wanted & found).values())
    return 2 * both / (sum(wanted.values()) + sum(found.values())) if both else 0.0


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _squeeze(text: str) -> str:
    return "".join(text.split())
