"""From what an errand saw to an answer for each finding. "Gone" needs proof; whatever else is in doubt is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks import Finding, Outcome
from checks.inventory.survey import front_page
from checks.updates.freshness import is_declared, newest_of, parts_of
from portal.page import Link
from portal.target import Verdict
from reports.wording import clip
from xunjian.rechecking.answer import Rechecked, gone, still, unknown
from xunjian.rechecking.bench import OPENS, Bench
from xunjian.rechecking.kinds import BLANK, Kind, is_of_file, kind_of, pages_of
from xunjian.rechecking.needs import WHOLE_SCAN_ONLY, Need

_SHOWN = 60  # characters of the original wording in a proof
_DIGEST = 16  # hex digits
_REST = "其余网页没有重新访问；" + WHOLE_SCAN_ONLY


def answer(finding: Finding, need: Need, bench: Bench) -> Rechecked:
    if need.refusal:
        return unknown(finding, need.refusal)
    same = bench.same(finding, bench.found)
    decided = [f for f in same if f.outcome in {Outcome.FAIL, Outcome.REVIEW} or f.outcome is finding.outcome]
    if decided:
        return _still(finding, decided, bench)
    if same:
        return unknown(finding, same[0].message)
    if broken := bench.broke(finding):
        return unknown(finding, broken.message)
    kind = kind_of(finding.rule)
    unseen = {Kind.ADDRESS: _address, Kind.COLUMN: _column}.get(kind, _pages) if kind else _pages
    return unseen(finding, need, bench)


def _still(finding: Finding, now: list[Finding], bench: Bench) -> Rechecked:
    """Seen on a page that was fetched again; what only older pages say proves nothing."""
    kind = kind_of(finding.rule)
    if kind is Kind.ADDRESS and bench.probe(finding.target) is None:
        return unknown(finding, f"{finding.target}：{bench.trouble(finding.target)}")
    fresh = [f for f in now if pages_of(f) & bench.seen.fetched or _sheets(f, bench)]
    if kind is Kind.COLUMN:
        fresh = [f for f in now if _front(f.url, bench) in bench.seen.fetched]
    return still(finding, fresh[0].message) if fresh else unknown(finding, _REST)


def _sheets(finding: Finding, bench: Bench) -> bool:
    return any(bench.seen.sheet(url) for url in pages_of(finding) if url in bench.seen.asked)


def _pages(finding: Finding, need: Need, bench: Bench) -> Rechecked:
    if problem := _unread((*need.pages, *need.column), bench):
        return unknown(finding, problem)
    if not need.complete:
        return unknown(finding, _REST)
    if is_of_file(finding) and not bench.is_file_read(finding.target):
        return unknown(finding, f"附件没有读到文字，无法核对：{finding.target}")
    return gone(finding, _proof(finding, need.pages, bench))


def _unread(pages: Iterable[str], bench: Bench) -> str:
    """What kept a page from being read; "" when all were."""
    return next((f"{url}：{bench.trouble(url)}" for url in pages if not bench.is_read(url)), "")


def _address(finding: Finding, need: Need, bench: Bench) -> Rechecked:
    probe = bench.probe(finding.target)
    if probe and probe.verdict is Verdict.OK:
        return gone(finding, f"网址已能正常打开（状态码 {probe.status}）：{finding.target}")
    if problem := _unread(need.pages, bench):
        return unknown(finding, problem)
    if any(link.url == finding.target for link in _links(need.pages, bench)):
        return unknown(finding, f"{finding.target}：{bench.trouble(finding.target)}")
    if not need.complete:
        return unknown(finding, _REST)
    return gone(finding, "链接已撤下或改正。" + _proof(finding, need.pages, bench))


def _links(pages: Iterable[str], bench: Bench) -> Iterator[Link]:
    for url in pages:
        page = bench.seen.page(url)
        yield from page.links if page else bench.seen.sheet(url)


def _column(finding: Finding, need: Need, bench: Bench) -> Rechecked:
    front = _front(finding.url, bench)
    if front not in bench.seen.fetched or not (_opens(finding.url, bench) and _opens(front, bench)):
        return unknown(finding, f"{finding.url}：{bench.trouble(finding.url)}")
    if need.witnesses and not bench.seen.fetched.intersection(need.witnesses):
        return unknown(finding, "用来对照的其他栏目都没有打开，分不清哪些信息是本栏目的")
    if bench.same(finding, bench.bare_found):
        return unknown(
            finding, "栏目页上新出现的信息其他栏目也有，可能是全站共用的信息块；" + WHOLE_SCAN_ONLY
        )
    if not (now := _told(finding, bench)):
        return unknown(finding, "栏目页上读不到这个栏目自己的信息，无法证明已经更新；" + WHOLE_SCAN_ONLY)
    return gone(finding, f"{now}；{_page_now(front, bench)}")


def _opens(url: str, bench: Bench) -> bool:
    """With what was asked for: not with the home page, nor with an error page."""
    probe = bench.probe(url)
    return probe is not None and probe.verdict in OPENS


def _front(url: str, bench: Bench) -> str:
    """Where a reader who opens a column ends up."""
    page = front_page(bench.seen, url)
    return page.url if page else url


def _told(finding: Finding, bench: Bench) -> str:
    """What now proves that a column is alive; "" when nothing does."""
    scan = bench.bare_scan
    column = scan.column_of.get(finding.url)
    if column is None:
        return ""
    if is_declared(column, scan.today):
        return "已登记说明"
    if finding.rule == BLANK:
        return f"栏目已有内容（{len(column.entries)} 条信息）"
    days = [day for part in (column, *parts_of(column, scan)) if (day := newest_of(part, scan.today))]
    return f"最新一条信息的日期是 {max(days):%Y-%m-%d}" if days else ""


def _proof(finding: Finding, pages: Iterable[str], bench: Bench) -> str:
    """Before and after: the old wording, and the page on which it is no more."""
    before = f"原文“{clip(finding.text, _SHOWN)}”；" if finding.text else ""
    return before + _page_now(next(iter(pages), finding.url), bench)


def _page_now(url: str, bench: Bench) -> str:
    if url in bench.seen.gone:
        return f"网页已撤下或移走：{url}"
    row = bench.seen.page_row(url)
    return f"复核网页 {url}，SHA-256 {row.digest[:_DIGEST]}…" if row else f"复核 {url}"
