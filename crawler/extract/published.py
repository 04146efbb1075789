"""Publication date of an article as its reader sees it (PAGES.md §2): scored candidates, never a guess."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from operator import attrgetter

from crawler.extract import dates
from crawler.extract.runs import Run
from crawler.extract.stamps import Stamp
from crawler.extract.tree import Tree, squeeze
from crawler.extract.zones import Layout
from portal.page import Published

META = ("pubdate", "publishdate", "publish_date", "firstpublishedtime", "article:published_time", "publication_date",
        "og:published_time", "datepublished", "og:release_date", "publishtime", "pub_date", "weibo: article:create_at")  # fmt: skip
_LABEL = re.compile(
    r"(?:发布日期|发布时间|发表时间|发表日期|发文日期|更新时间|更新日期|时间发布|公开日期|公开时间|发布于|发表于|上传时间|添加时间|"
    r"录入时间|公布日期|公布时间|发稿时间|出稿时间|信息时间|发布|(?<![\u4e00-\u9fff])日\s*期|(?<![\u4e00-\u9fff])时\s*间|"
    r"\b(?:[Pp]ublished|[Pp]osted|[Uu]pdated?|[Rr]eleased?|[Dd]ate|[Tt]ime)(?: on| at| date| time)?)"
    r"\s*[\]】)）]?\s*[:：∶﹕]?\s*[\[【(（]?\s*$"
)
_UPDATED = re.compile(r"更新|Updated?")  # says less than 发布时间 beside it
_OTHER = re.compile(
    r"(?:生成|成文|生效|废止|开始|结束|报名|截止|活动|展会|公示|写信|来信|回复|办结|受理|答复|印发|签发|实施|施行|举办|会议|起始|"
    r"征集|征求|反馈|申报|挂牌|拍卖|出让|投票|终止|考试|开标|有效|失效|登记|成立|出生|提问|留言|处理)\S{0,3}(?:(?:日期|时间)\s*[:：]?|[:：])\s*$"
)
_SPAN_END = re.compile(r"(?:\d[-/.月]\d{1,2}|[日号])\s*(?:至|到|[-—~～]{1,2})\s*$")
_ADOPTED = re.compile(  # the note under the headline of a statute
    r"[（(]\s*(?:19|20)\d\d\s*年[^（()）]{0,90}(?:通过|公布|修订|修正|批准|颁布|施行|印发|发布|废止)[^（()）]{0,90}[)）]?"
)
_NOW = re.compile(r"今天|今日|现在|(?:当前|浏览|访问|打印|系统)时间|欢迎")
_AFTER = re.compile(
    r"Source|Author|Font|来\s*源|字\s*体|字\s*号|浏览|作\s*者|打印|点\s*击|阅\s*读|分享|大\s*中\s*小|访问|编\s*辑|发布人|发布机构|\d{1,2}\s*[:：∶]\s*\d{2}"
)
_TIME = re.compile(r"\s*\d{1,2}\s*[:：∶]\s*\d\d")
_SENTENCE = re.compile(
    r"[，,、。；]|\s?(?:前|后|起|至|到|以|之|的|[上下中]午|早|晚|凌晨|[\u4e00-\u9fff]{1,12}[，。、])|\s*[-—~～至]\s*\d"
)
_BEFORE = re.compile(r"来\s*源|浏览|作\s*者|发布人|编\s*辑|点\s*击")
_SCRIPT = re.compile(
    r"(?:pub|time|date)\w*\s*=\s*[\"']\s*((?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})", re.I
)
_CANDIDATES = 200
_REACH = 200  # characters after the headline within which a date belongs to it
_ABOVE = 120  # characters above the main text within which one does
_IN_PROSE = 90  # a run longer than this is a paragraph
_CLOCK = 10  # characters of a time of day with its space
_CELL = 12  # characters of a label in a cell of its own
_IN_TITLE = 4  # score from which a date in the headline's own run is a date line and no part of the title
_IN_LINE = 4  # score from which 21-05-12 is a date: near the headline and beside 来源 or the like
_FACTS = 60  # characters that may stand beside the date in a line of facts
_SURE = 2
_MANY = 4  # dates alone in equal elements that make a page a list
_PLAIN_FORMS = (
    (dates.FULL, dates.of_match),
    (dates.ENGLISH, dates.of_english),
    (dates.COMPACT, dates.of_match),
)
_FORMS = (
    (dates.FULL, dates.of_match),
    (dates.HANZI, dates.of_hanzi),
    (dates.SHORT, dates.of_short),
    (dates.ENGLISH, dates.of_english),
    (dates.COMPACT, dates.of_match),
)
_WHOLE = (dates.FULL, dates.ENGLISH)


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    order: int
    day: date
    text: str
    labelled: bool
    at: int  # node of its run
    row: tuple[str, str] | None  # tag and class of an element that holds nothing but the date


@dataclass(frozen=True, slots=True)
class _Written:
    """A date that a script node writes."""

    at: int
    day: date
    text: str


def published_of(
    tree: Tree,
    runs: list[Run],
    layout: Layout,
    headline: int,
    meta: Mapping[str, str],
    marks: Sequence[Stamp],
) -> Published:
    """`marks`: what stamps.find saw. The shown date; meta PubDate only where the page shows none. Lists and home pages have none."""
    declared = _declared(meta)
    page = _Text(runs, layout, headline)
    candidates = _candidates(tree, page)
    best = max(candidates, key=lambda c: (c.score, -c.order), default=None)
    article = _is_article(layout, headline, meta)
    written = _scripted(tree) if article else None
    if best and best.labelled and best.score >= _SURE and not (written and written.at < best.at):
        return Published(best.day, "label", declared, best.text)
    if not article:
        return Published(meta=declared)
    if written:
        return Published(written.day, "script", declared, written.text)
    if best and _is_one_of_rows(best, candidates) and best.order - page.title[1] > 1:
        best = None
    if best and best.score >= (1 if declared is None else _SURE):
        return Published(best.day, "near", declared, best.text)
    if headline >= 0 and (pieces := _in_pieces(marks, page)):
        return Published(pieces.day, "near", declared)
    return Published(declared, "meta" if declared else "none", declared)


def _is_article(layout: Layout, headline: int, meta: Mapping[str, str]) -> bool:
    return bool(meta.get("articletitle")) or (bool(layout.main[1]) and headline >= 0) or not layout.items


def _declared(meta: Mapping[str, str]) -> date | None:
    for name in META:
        if name in meta and (day := dates.parse(meta[name])):
            return day
    return None


class _Text:
    """The page's text in one string, with what is needed to judge a place in it."""

    def __init__(self, runs: list[Run], layout: Layout, headline: int) -> None:
        self.runs, self.layout = runs, layout
        self.offsets = [0, *accumulate(len(run.text) + 1 for run in runs)]
        self.text = " ".join([run.text for run in runs])
        self.title = self.span(headline) if headline >= 0 else (-1, -1)
        main = next((i for i, run in enumerate(runs) if layout.in_main(run.start)), -1)
        prose = next((i for i, run in enumerate(runs) if layout.is_prose(run)), -1)
        self.anchors = [self.title[1]] if headline >= 0 else []
        self.anchors += [self.offsets[main] - _ABOVE] if main >= 0 else []
        self.prose = self.offsets[prose] if prose >= 0 else len(self.text)

    def span(self, index: int) -> tuple[int, int]:
        """Where a run stands in the text."""
        return self.offsets[index], self.offsets[index] + len(self.runs[index].text)

    def place(self, node: int) -> int:
        """Where the run that holds a node begins in the text."""
        return self.offsets[max(bisect_right(self.runs, node, key=attrgetter("start")) - 1, 0)]

    def is_near(self, place: int) -> bool:
        """Whether a place belongs to the headline: a little after it, or just above the first paragraph."""
        return place <= self.prose and any(0 <= place - anchor <= _REACH for anchor in self.anchors)

    def before(self, place: int) -> str:
        """Up to 16 characters before a place in its run; what a short cell to its left says, too."""
        index = bisect_right(self.offsets, place) - 1
        start = self.offsets[index]
        if index and place - start < 3 and len(self.runs[index - 1].text) <= _CELL:
            start = self.offsets[index - 1]
        return self.text[max(start, place - 16) : place]

    def end(self, place: int) -> int:
        """Where the run around a place ends."""
        return self.offsets[bisect_right(self.offsets, place)] - 1

    def run_at(self, place: int) -> Run:
        return self.runs[bisect_right(self.offsets, place) - 1]


def _candidates(tree: Tree, page: _Text) -> list[_Candidate]:
    found: list[_Candidate] = []
    forms = _PLAIN_FORMS if page.text.isascii() else _FORMS  # labels of the others are Chinese
    for pattern, read in forms:
        for match in islice(dates.written(pattern, page.text), _CANDIDATES):
            run, day = page.run_at(match.start()), read(match)
            if (
                day is None
                or page.layout.in_item(run.start)
                or page.title[0] <= match.start() < page.title[1]
            ):
                continue
            score, labelled = _score(page, match, run)
            if pattern in _WHOLE or labelled or (pattern is dates.SHORT and score >= _IN_LINE):
                row = _row(tree, run) if len(run.text) <= len(match[0]) + _CLOCK else None
                found.append(
                    _Candidate(score, match.start(), day, match[0].strip(), labelled, run.start, row)
                )
    return found


def _is_one_of_rows(best: _Candidate, candidates: list[_Candidate]) -> bool:
    return best.row is not None and sum(c.row == best.row for c in candidates) >= _MANY


def _row(tree: Tree, run: Run) -> tuple[str, str]:
    return tree.tag[run.holder], tree.attrs[run.holder].get("class") or ""


def _score(page: _Text, match: re.Match[str], run: Run) -> tuple[int, bool]:
    start, end = match.span()
    before, after = page.before(start), page.text[end : end + 25]
    labelled = _LABEL.search(before) is not None and not _OTHER.search(before)
    score = 3 if labelled else 0
    score -= 1 if labelled and _UPDATED.search(before[-8:]) else 0
    score -= 3 if _OTHER.search(before) or _SPAN_END.search(before) else 0
    score += 2 if _AFTER.search(after) else 0
    score += 1 if _BEFORE.search(before) else 0
    if not labelled and len(run.text) <= end - start + _CLOCK and not page.layout.is_prose(run):
        score += 2 if _TIME.match(after) else 1
    if page.is_near(start):
        score += 2 if labelled or len(run.text) - (end - start) <= _FACTS else 1
    if not labelled:
        score -= 3 if _SENTENCE.match(page.text[end : min(end + 25, page.end(start))]) else 0
        score -= 3 if len(run.text) > _IN_PROSE or _ADOPTED.fullmatch(run.text) else 0
        score -= (1 if page.is_near(start) else 3) if page.layout.is_named(run.start) else 0
    score -= 5 if _NOW.search(before) else 0
    score -= 3 if run.start >= page.layout.footer else 0
    return score, labelled


def _in_pieces(marks: Sequence[Stamp], page: _Text) -> Stamp | None:
    """The only date whose day and month stand in elements of their own, 03 over 2026-11, if near the headline."""
    split = [s for s in marks if s.last > s.at and not page.layout.in_item(s.at)]
    return split[0] if len(split) == 1 and page.is_near(page.place(split[0].at)) else None


def _scripted(tree: Tree) -> _Written | None:
    """A date written by inline script: var pubdata = '2021-05-12'; document.write(…)."""
    for i in tree.named["script"]:
        if "write" in tree.text[i]:
            found = _SCRIPT.search(tree.text[i])
            if found and (day := dates.parse(found[1])):
                return _Written(i, day, squeeze(found[1]))
    return None
