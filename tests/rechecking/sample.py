"""The sample portal with its planted faults, audited once; and how each fault is mended there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from checks import Finding
from portal.profile import Profile, load_profile
from reports import read_findings
from xunjian import pipeline
from xunjian.clock import reference_time
from xunjian.commands.demo import QUICK, profile_file
from xunjian.demo.layout import Reply, page
from xunjian.demo.plants import SITE_MAP, Ground, sections
from xunjian.demo.server import Demo, serve
from xunjian.demo.site import PDF, PNG
from xunjian.rechecking.answer import Rechecked
from xunjian.rechecking.conduct import Order, look_again
from xunjian.rechecking.kinds import kind_of
from xunjian.rechecking.shelf import new_folder


@dataclass(frozen=True)
class Sample:
    portal: Demo
    profile: Profile
    output: Path
    whole: Path
    at: datetime

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that can be rechecked at all."""
        found = read_findings(self.output / "findings.json")
        return tuple(finding for finding in found if kind_of(finding.rule))

    @property
    def of_whole_scans(self) -> tuple[Finding, ...]:
        return tuple(f for f in read_findings(self.output / "findings.json") if not kind_of(f.rule))

    def finding(self, rule: str, at: str) -> Finding:
        found = [
            f for f in self.findings if f.rule == rule and at in {f.url[-len(at) :], f.target[-len(at) :]}
        ]
        assert len(found) == 1, (rule, at)
        return found[0]

    def recheck(self, *findings: Finding) -> list[Rechecked]:
        folder = new_folder(self.output, self.at)
        return look_again(Order(self.profile, self.whole, folder, self.at, tuning=QUICK), findings)


@contextmanager
def audited(output: Path) -> Iterator[Sample]:
    at = reference_time()
    with serve(at.date()) as portal:
        _leave_out_sections(portal, at.date())
        profile = load_profile(profile_file(portal, output))
        done = pipeline.audit(profile, output, at, fresh=True, tuning=QUICK)
        yield Sample(portal, profile, output, done.snapshot, at)


def _leave_out_sections(portal: Demo, today: date) -> None:
    """The first columns are enough here, and quicker to look at again and again."""
    for path in sections(Ground(today, portal.away, portal.away)):
        del portal.paths[path]
    portal.paths[SITE_MAP] = page("网站地图", "<h2>网站地图</h2>")


def planted() -> list[tuple[str, str]]:
    answers = tomllib.loads((files("xunjian.demo") / "answers.toml").read_text(encoding="utf-8"))
    return [(fault["rule"], fault["at"]) for fault in answers["planted"]]


Mend = Callable[[Sample, Finding], None]


def put(path: str, reply: Reply) -> Mend:
    return lambda sample, finding: sample.portal.paths.update({path: reply})


def rewrite(old: str, new: str) -> Mend:
    """Other words on the page of the finding."""

    def mend(sample: Sample, finding: Finding) -> None:
        path = urlsplit(finding.url).path
        reply = sample.portal.paths[path]
        assert old.encode() in reply.body
        sample.portal.paths[path] = replace(reply, body=reply.body.replace(old.encode(), new.encode()))

    return mend


def withdraw(text: str) -> Mend:
    """The link to the address at fault taken off its page."""
    return lambda sample, finding: rewrite(f'<a href="{finding.target}">{text}</a>', "")(sample, finding)


def publish(list_mark: str) -> Mend:
    """An article of today at the head of the list."""

    def mend(sample: Sample, finding: Finding) -> None:
        path = urlsplit(finding.url).path
        row = (
            f'<li><a href="{path}new.html">关于新近工作进展情况的通报</a><span>{sample.at.date()}</span></li>'
        )
        rewrite(list_mark, list_mark + row)(sample, finding)
        sample.portal.paths[f"{path}new.html"] = page(
            "关于新近工作进展情况的通报", "<p>有关工作进展顺利。</p>"
        )

    return mend


FINE = page("已恢复的网页", "<h1>已恢复的网页</h1><p>这里是网页应有的内容，读者可以正常阅读。</p>")
MENDS: Mapping[tuple[str, str], Mend] = {
    ("UPD002", "/bmdt/"): publish('<ul class="list">'),
    ("UPD003", "/zcwj/"): publish('<ul class="list">'),
    ("UPD004", "/ghjh/"): publish('<ul class="list">'),
    ("UPD005", "/mszl/"): publish('<div class="list">'),
    ("UPD007", "_6.html"): rewrite(
        '<div class="content">', '<div class="info">发布时间：2026-11-13 09:30</div><div class="content">'
    ),
    ("LNK001", "/lddh/old-phone-list.html"): put("/lddh/old-phone-list.html", FINE),
    ("LNK002", "/ywdt/missing-report.html"): put("/ywdt/missing-report.html", FINE),
    ("LNK003", "/static/lost-photo.jpg"): put("/static/lost-photo.jpg", replace(PNG, type="image/jpeg")),
    ("LNK004", "/files/empty.pdf"): put("/files/empty.pdf", PDF),
    ("LNK004", "/files/form.doc"): rewrite('<a href="/files/form.doc">附件：检查登记表</a>', ""),
    ("LNK005", "/zt/closed-topic.html"): put("/zt/closed-topic.html", FINE),
    ("LNK006", "/booking/"): withdraw("窗口预约系统"),
    ("LNK010", "clip_image001.png"): rewrite('<img src="file:///', '<img alt="" title="'),
    ("LNK010", "/budget/"): rewrite('<a href="http://192.168.1.20/budget/">决算明细表</a>', ""),
    ("TXT001", "_2.html"): rewrite("布署", "部署"),
    ("TXT004", "_3.html"): rewrite("现场,", "现场，"),
    ("TXT005", "_1.html"): rewrite("2月30日", "3月1日"),
    ("TXT008", "_3.html"): rewrite("${article.content}", ""),
}
