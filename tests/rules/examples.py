"""The examples in a rule's docstring, as runnable mini-sites.

    ```site fail=1 review=0 now=2026-11-24
    column 通知公告 /tzgg/ notice
    + [terms]
    + protected = ["南岗区"]
    /        200 <a href="/gone">通知</a>
    /gone    404
    /old     301 /new
    /x.pdf   broken empty
    http://a.example/ broken dns
    fact certificate {"host": "www.t.gov.cn", "secure": true}
    search 关于停水的通知 /a/1.html 200 <a href="/a/1.html">关于停水的通知</a>
    /slow    200 4500ms <p>慢</p>
    ```
What was observed besides (tests/rules/observed.py):
    visits 24 7 failed=9 seconds=15          24 a day for 7 days up to now, the last 9 in vain
    visit 2026-11-16T08:00 fail 15 reason
    outage 2026-11-23T00:00 2026-11-24T00:00 reason
    account 微信公众号 某区发布 2026-11-01 [csv|feed|manual] [checked=2026-11-20]
    letter 2026-07-01 2026-07-09|- title [private]
First line: expected count per outcome, and the reference day. `+` lines are added to the profile (TOML). `fact` lines are
kept in the snapshot as they are; `search` lines are answers of the site's search: title, article, status, result page.
`earlier DATE ADDRESS HTML` is a page as a scan of that day saw it.
A line that starts with `|` goes on with the one before.
`200 away TITLE | TEXT` is a page of another host that was looked at.
`200 file CELL, CELL | CELL, CELL` is an .xlsx or .docx with these rows.
Every other line is one address: a status with its HTML (or where it redirects to), or a verdict with its
reason. Targets that are not listed answer 404 on the site itself and 200 elsewhere. The home page is `/`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from checks.finding import Fault
from checks.scan import Scan
from crawler.extract import read_page
from portal import urls
from portal.access import SearchAnswer
from portal.page import Link, LinkKind, Page
from portal.profile import Profile
from portal.snapshot import AttachmentRow, Capture, History, Snapshot, SnapshotWriter, Validators
from portal.snapshot.codec import pack_attachment
from portal.target import Glimpse, Probe, TargetKind, Verdict
from tests.rules.files import read_file
from tests.rules.observed import OBSERVED, read_observed

HOST = "http://www.t.gov.cn"
BLOCK = re.compile(r"^```site(?P<args>[^\n]*)\n(?P<body>.*?)^```", re.M | re.S)
FILE = re.compile(r"\.(pdf|docx?|xlsx?|zip|ofd|rar|wps|et|pptx?)$", re.I)
FILE_ROWS = "file "
TIME = re.compile(r"(\d+)ms ")
VERDICTS = {verdict.value for verdict in Verdict}
PART = {LinkKind.IMAGE, LinkKind.SCRIPT, LinkKind.STYLE, LinkKind.MEDIA}


@dataclass(frozen=True, slots=True)
class Answer:
    probe: Probe
    html: str | None = None

    @property
    def file(self) -> str:
        return (self.html or "")[len(FILE_ROWS) :] if (self.html or "").startswith(FILE_ROWS) else ""


@dataclass(slots=True)
class Example:
    expect: dict[str, int]
    now: datetime
    answers: dict[str, Answer] = field(default_factory=dict)
    observed: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    searches: list[SearchAnswer] = field(default_factory=list)
    profile: Profile = field(default_factory=lambda: Profile(start=(HOST + "/",)))
    earlier: dict[str, list[Page]] = field(default_factory=dict)

    def scan(self) -> Scan:
        """The mini-site as a scan in memory, read by the real extraction."""
        writer = SnapshotWriter.memory(self.profile, self.now)
        for url, answer in self.answers.items():
            if answer.html is None or answer.file:
                writer.add([(url, self._kind(url, None), 1)])
                writer.store_probe(url, answer.probe)
                if answer.file:
                    found = read_file(url, answer.file)
                    row = AttachmentRow(found.reading, pack_attachment(found), found.digest)
                    writer.files.store(url, row)
            else:
                page = read_page(url, answer.html.encode(), "text/html; charset=utf-8")
                self._store(writer, page, answer)
        writer.store_records(read_observed(self.observed, self.now))
        for name, value in self.facts.items():
            writer.fact(name, value)
        if self.searches:
            writer.store_searches(tuple(self.searches))
        snapshot = writer.snapshot()
        return Scan(snapshot, self.profile, history=self._history(snapshot))

    def _history(self, snapshot: Snapshot) -> History:
        history = History.empty()
        for day, pages in sorted(self.earlier.items()):
            history.record(day, date.fromisoformat(day), iter(pages))
        history.record(self.now.date().isoformat(), self.now.date(), snapshot.pages())
        return history

    def _store(self, writer: SnapshotWriter, page: Page, answer: Answer) -> None:
        writer.add([(page.url, TargetKind.PAGE, 0)])
        capture = Capture(page.url, 200, (), (answer.html or "").encode(), page.digest)
        writer.store_page(page, answer.probe, Validators(), capture)
        for link in page.links:
            if link.url and link.url not in self.answers and not writer.knows(link.url):
                kind = self._kind(link.url, link)
                writer.add([(link.url, kind, 1)])
                away = kind is TargetKind.EXTERNAL
                writer.store_probe(link.url, Probe(Verdict.OK, 200) if away else Probe(Verdict.BROKEN, 404))

    def _kind(self, url: str, link: Link | None) -> TargetKind:
        if not url.startswith(HOST):
            return TargetKind.EXTERNAL
        if FILE.search(url):
            return TargetKind.ATTACHMENT
        return TargetKind.RESOURCE if link and link.kind in PART else TargetKind.PAGE


def examples(doc: str) -> list[Example]:
    return [_parse(match["args"], match["body"]) for match in BLOCK.finditer(doc)]


def expected(faults: list[Fault]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fault in faults:
        counts[fault.outcome.value] = counts.get(fault.outcome.value, 0) + 1
    return counts


def _parse(args: str, body: str) -> Example:
    given = dict(word.split("=", 1) for word in args.split())
    now = datetime.fromisoformat(given.pop("now", "2026-11-24")).replace(
        hour=9, tzinfo=ZoneInfo("Asia/Shanghai")
    )
    example = Example({key: int(value) for key, value in given.items()}, now)
    columns, toml = [], []
    for line in filter(None, map(str.strip, body.replace("\n|", "").splitlines())):
        if line.startswith("+"):
            toml.append(line[1:].strip())
        elif line.startswith("earlier "):
            _, day, address, html = line.split(maxsplit=3)
            page = read_page(urls.join(HOST + "/", address)[0], html.encode(), "text/html; charset=utf-8")
            example.earlier.setdefault(day, []).append(page)
        elif line.startswith("column "):
            columns.append(_column(line))
        elif line.startswith(OBSERVED):
            example.observed.append(line)
        elif line.startswith("fact "):
            _, name, value = line.split(maxsplit=2)
            example.facts[name] = value
        elif line.startswith("search "):
            example.searches.append(_search(*line.split(maxsplit=4)[1:]))
        else:
            address, _, rest = line.partition(" ")
            example.answers[urls.join(HOST + "/", address)[0]] = _answer(*rest.strip().partition(" ")[::2])
    values = tomllib.loads("\n".join(toml))
    values["columns"] = [*columns, *values.get("columns", [])]
    example.profile = Profile.model_validate({"start": [HOST + "/"], **values})
    return example


def _column(line: str) -> dict[str, str | int]:
    _, name, path, kind, *limit = line.split()
    column: dict[str, str | int] = {"name": name, "url": HOST + path, "kind": kind}
    return {**column, "max_age_days": int(limit[0])} if limit else column


def _search(title: str, article: str, status: str, html: str = "") -> SearchAnswer:
    url = f"{HOST}/search?q={title}"
    page = read_page(url, html.encode(), "text/html; charset=utf-8") if int(status) < 300 else None
    return SearchAnswer(
        title, urls.join(HOST, article)[0], url, int(status), "" if int(status) else html, page
    )


def _answer(what: str, rest: str) -> Answer:
    if what in VERDICTS:
        return Answer(Probe(Verdict(what), 0 if what == "broken" else 200, reason=rest.strip()))
    status = int(what)
    if 300 <= status < 400:
        to = urls.join(HOST + "/", rest.strip())[0]
        return Answer(Probe(Verdict.OK, 200, chain=(to,), statuses=(status, 200)))
    if status >= 400:
        return Answer(Probe(Verdict.BROKEN, status, tries=2))
    if rest.startswith("away "):
        title, _, text = rest.removeprefix("away ").partition(" | ")
        return Answer(Probe(Verdict.OK, status, glimpse=Glimpse(title.strip(), text.strip())))
    if timed := TIME.match(rest):
        return Answer(Probe(Verdict.OK, status, elapsed_ms=int(timed[1])), rest[timed.end() :])
    return Answer(Probe(Verdict.OK, status), rest)
