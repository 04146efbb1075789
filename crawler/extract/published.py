"""Publication date of an article as its reader sees it (PAGES.md §2): scored candidates, never a guess."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crawler.extract import dates
from crawler.extract.runs import Run
from crawler.extract.tree import Tree, squeeze
from crawler.extract.zones import Layout
from portal.page import Published

META = ("pubdate", "publishdate", "publish_date", "firstpublishedtime", "article:published_time", "publication_date",
        "og:published_time", "datepublished", "og:release_date", "publishtime", "pub_date", "weibo: article:create_at")  # fmt: skip
_LABEL = re.compile(
    r"(?:发布日期|发布时间|发表时间|发表日期|发文日期|更新时间|更新日期|时间发布|公开日期|公开时间|发布于|发表于|上传时间|添加时间|"
    r"录入时间|公布日期|公布时间|发稿时间|出稿时间|信息时间|发布|(?<![\u4e00-\u9fff])日\s*期|(?<![\u4e00-\u9fff])时\s*间)\s*[\]】)）]?\s*[:：∶﹕]?\s*[\[【(（]?\s*$"
)
_OTHER = re.compile(
    r"(?:生成|成文|生效|废止|开始|结束|报名|截止|活动|展会|公示|写信|来信|回复|办结|受理|答复|印发|签发|实施|施行|举办|会议|起始|"
    r"终止|考试|开标|有效|失效|登记|成立|出生|提问|留言|处理)\S{0,3}(?:日期|时间)?\s*[:：]?\s*$"
)
_NOW = re.compile(r"今天|今日|现在|当前时间|欢迎")
_AFTER = re.compile(
    r"来\s*源|字\s*体|字\s*号|浏览|作\s*者|打印|点\s*击|阅\s*读|分享|大\s*中\s*小|访问|编\s*辑|发布人|发布机构|\d{1,2}\s*[:：∶]\s*\d{2}"
)
_SENTENCE = re.compile(
    r"[，,、。；]|(?:\d{1,2}[:：]\d\d)?\s?(?:前|后|起|至|到|以|之|的|[上下中]午|早|晚|凌晨|[\u4e00-\u9fff]{1,12}[，。、])|\s*[-—~～至]\s*\d"
)
_BEFORE = re.compile(r"来\s*源|浏览|作\s*者|发布人|编\s*辑|点\s*击")
_SCRIPT = re.compile(
    r"(?:pub|time|date)\w*\s*=\s*[\"']\s*((?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})", re.I
)
_CANDIDATES = 200
_REACH = 200  # characters after the headline within which a date belongs to it
_ABOVE = 120  # characters above the main text within which one does
_IN_PROSE = 90  # a run longer than this is a paragraph
_SURE = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    order: int
    day: date
    text: str
    labelled: bool


def published_of(
    tree: Tree, runs: list[Run], layout: Layout, headline: int, meta: Mapping[str, str]
) -> Published:
    """The shown date; meta PubDate only where the page shows none. Lists and home pages have none."""
    declared = _declared(meta)
    candidates = _candidates(runs, layout, headline) if layout.main[1] or headline >= 0 else []
    best = max(candidates, key=lambda c: (c.score, -c.order), default=None)
    article = _is_article(layout, headline, meta)
    if best and best.score >= _SURE and (article or best.labelled):
        return Published(best.day, "label" if best.labelled else "near", declared, best.text)
    if not article:
        return Published(meta=declared)
    if written := _scripted(tree):
        return Published(written[0], "script", declared, written[1])
    if declared:
        return Published(declared, "meta", declared)
    if best and best.score >= 1:
        return Published(best.day, "near", None, best.text)
    return Published()


def _is_article(layout: Layout, headline: int, meta: Mapping[str, str]) -> bool:
    return bool(meta.get("articletitle")) or (bool(layout.main[1]) and headline >= 0) or not layout.items


def _declared(meta: Mapping[str, str]) -> date | None:
    for name in META:
        if name in meta and (day := dates.parse(meta[name])):
            return day
    return None


def _candidates(runs: list[Run], layout: Layout, headline: int) -> list[_Candidate]:
    offsets: list[int] = []
    at = 0
    for run in runs:
        offsets.append(at)
        at += len(run.text) + 1
    text = " ".join(run.text for run in runs)
    anchors = [offsets[headline] + len(runs[headline].text)] if headline >= 0 else []
    first = next((i for i, run in enumerate(runs) if layout.in_main(run.start)), -1)
    if first >= 0:
        anchors.append(offsets[first] - _ABOVE)
    found: list[_Candidate] = []
    for pattern, read in (
        (dates.FULL, dates.of_match),
        (dates.HANZI, dates.of_hanzi),
        (dates.COMPACT, dates.of_match),
    ):
        for match in pattern.finditer(text):
            run = runs[bisect_right(offsets, match.start()) - 1]
            day = read(match)
            if day is None or layout.in_item(run.start):
                continue
            score, labelled = _score(text, match, run, layout, anchors)
            if pattern is dates.FULL or labelled:
                found.append(_Candidate(score, match.start(), day, match[0].strip(), labelled))
            if len(found) >= _CANDIDATES:
                return found
    return found


def _score(text: str, match: re.Match[str], run: Run, layout: Layout, anchors: list[int]) -> tuple[int, bool]:
    start, end = match.span()
    before, after = text[max(0, start - 16) : start], text[end : end + 25]
    labelled = _LABEL.search(before) is not None
    score = 0
    if _OTHER.search(before):
        score, labelled = score - 3, False
    elif labelled:
        score += 3
    if _AFTER.search(after):
        score += 2
    if _BEFORE.search(before):
        score += 1
    if any(0 <= start - anchor <= _REACH for anchor in anchors):
        score += 2
    if _SENTENCE.match(after) and not labelled:
        score -= 3
    if _NOW.search(before):
        score -= 5
    if len(run.text) > _IN_PROSE and not labelled:
        score -= 3
    if run.start >= layout.footer or (layout.is_named(run.start) and not labelled):
        score -= 3
    return score, labelled


def _scripted(tree: Tree) -> tuple[date, str] | None:
    """A date written by inline script: var pubdata = '2021-05-12'; document.write(…)."""
    for i in tree.named["script"]:
        if "write" in tree.text[i]:
            found = _SCRIPT.search(tree.text[i])
            if found and (day := dates.parse(found[1])):
                return day, squeeze(found[1])
    return None
