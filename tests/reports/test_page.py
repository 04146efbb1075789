"""report.html: what is said, that hostile text stays text, and that size stays bounded."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import Occurrence, Outcome, Severity
from checks.sheet import State
from reports import Report, write_page
from tests.reports.samples import HOME, SHEET, empty, finding, sample

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
PAGE_MAX = 6_000_000  # bytes of the page however many findings there are


def shown(report: Report, folder: Path) -> LexborHTMLParser:
    return LexborHTMLParser(write_page(report, folder).read_text(encoding="utf-8"))


def text(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return str(node.text(separator=" "))


def test_sections_in_order(tmp_path: Path) -> None:
    page = shown(sample(), tmp_path)
    assert [s.attributes["id"] for s in page.css("section")] == [
        "summary",
        "urgent",
        "problems",
        "columns",
        "doubted",
        "undecided",
        "sheet",
        "freshness",
        "coverage",
        "evidence",
        "glossary",
    ]
    for link in page.css("nav a, .chart a, #urgent td:nth-child(2) a"):
        assert page.css_first(f"[id='{(link.attributes['href'] or '')[1:]}']"), link.html


def test_summary_names_what_tripped_and_what_was_not_checked(tmp_path: Path) -> None:
    summary = text(shown(sample(), tmp_path), "#summary")
    assert "会被判不合格" in summary
    assert "6 / 5" in summary
    assert "另有 4 项未检查：安全、泄密事故等严重问题、站点无法访问" in summary


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.CLEAR, "单项否决项均未触发"),
        (State.OPEN, "不能说合格"),
        (State.DOUBTFUL, "有单项否决项待核实，不能说合格"),
        (State.TRIPPED, "会被判不合格"),
    ],
)
def test_standing_follows_the_board(tmp_path: Path, state: State, words: str) -> None:
    page = shown(empty(sheet=(replace(SHEET[2], state=state),)), tmp_path)
    assert words in text(page, ".standing")


def test_without_a_board_nothing_is_claimed(tmp_path: Path) -> None:
    assert "不能说明是否合格" in text(shown(empty(), tmp_path), ".standing")


def test_nothing_found_says_what_was_looked_at(tmp_path: Path) -> None:
    words = text(shown(empty(), tmp_path), "#none")
    assert "未发现问题" in words
    assert "网页 120 个" in words
    assert "错别字" in words


def test_a_finding_says_all_that_is_needed(tmp_path: Path) -> None:
    typo = finding("TXT001", "写错了", text="按排", suggestion="安排", basis="内容表述", verified=False)
    words = text(shown(empty(findings=(typo,)), tmp_path), "#problems")
    for part in ("写错了", "按排", "安排", "怎么改", "内容表述（未核验）", "正文链接", typo.url, "政务公开"):
        assert part in words


def test_places_beyond_ten_are_folded_and_the_rest_counted(tmp_path: Path) -> None:
    places = tuple(Occurrence(f"{HOME}{n}.html", f"第 {n} 段") for n in range(300))
    card = shown(empty(findings=(finding(occurrences=places, count=900),)), tmp_path).css_first(
        "#problems ol li"
    )
    assert card is not None
    assert len(card.css("dd > ul.places > li")) == 10
    assert len(card.css("details li")) == 90
    assert "共 900 处" in card.text()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    bad = finding(
        HOSTILE,
        HOSTILE,
        name=HOSTILE,
        text=HOSTILE,
        suggestion=HOSTILE,
        column=HOSTILE,
        owner=HOSTILE,
        basis=HOSTILE,
        url=HOME + HOSTILE,
        target="javascript:alert(1)",
        occurrences=(Occurrence("javascript:alert(1)", HOSTILE), Occurrence("data:text/html,x", "\ud800")),
    )
    doubted = replace(bad, outcome=Outcome.REVIEW, fingerprint="a")
    unknown = replace(bad, outcome=Outcome.UNKNOWN, fingerprint="b")
    line = replace(sample().columns[0], name=HOSTILE, url="javascript:alert(1)", why=HOSTILE)
    page = shown(empty(name=HOSTILE, findings=(bad, doubted, unknown), columns=(line,)), tmp_path)
    assert not page.css("script, img, iframe, object, link")
    links = [a.attributes.get("href") or "" for a in page.css("a")]
    assert all(link.startswith(("http://", "https://", "#")) for link in links), links
    handlers = [
        key for node in page.css("*") for key in node.attributes if key.startswith("on") or key == "style"
    ]
    assert handlers == []


def test_policy_allows_the_one_style_and_nothing_else(tmp_path: Path) -> None:
    html = write_page(sample(), tmp_path).read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert not re.search(r"url\(|@import|<style[^>]+|src=", html)


def test_many_findings_stay_bounded_and_counted(tmp_path: Path) -> None:
    places = tuple(Occurrence(f"{HOME}{n}.html", "正文") for n in range(30))
    many = tuple(
        finding(
            f"LNK{n % 20:03}", "长" * 5_000, target=f"{HOME}gone/{n}", occurrences=places, severity=severity
        )
        for n in range(20_000)
        for severity in (tuple(Severity)[n % 4],)
    )
    path = write_page(empty(findings=many), tmp_path)
    assert path.stat().st_size < PAGE_MAX
    words = text(LexborHTMLParser(path.read_text(encoding="utf-8")), "#problems")
    assert "还有 950 个同类问题没有在这里列出，见 整改台账.xlsx" in words


def test_no_rule_crowds_out_the_others_but_every_veto_is_urgent(tmp_path: Path) -> None:
    links = tuple(finding("LNK002", target=f"{HOME}{n}") for n in range(30))
    vetoes = tuple(finding("UPD002", url=f"{HOME}{n}/", severity=Severity.VETO) for n in range(6))
    page = shown(empty(findings=(*vetoes, *links, finding("TXT001"))), tmp_path)
    levels = [row.css_first(".badge").text() for row in page.css("#urgent tbody tr")]  # type: ignore[union-attr]
    assert levels == ["单项否决"] * 6 + ["扣分"] * 5
    assert "其余 26 个" in text(page, "#urgent")


def test_columns_mark_guesses_and_states(tmp_path: Path) -> None:
    rows = shown(sample(), tmp_path).css("#freshness tbody tr")
    words = {row.css_first("td").text().strip(): row.text(separator=" ") for row in rows}  # type: ignore[union-attr]
    assert "推测" in words["规划计划"]
    assert "推测" not in words["部门动态"]
    assert "41" in words["部门动态"]
    assert "超期" in words["部门动态"]


def test_coverage_counts_the_unreached_by_reason(tmp_path: Path) -> None:
    words = text(shown(sample(), tmp_path), "#coverage")
    assert "robots.txt 不允许访问：12 个" in words
    assert "同一目录网页过多，超过每个目录的上限：140 个" in words
    assert "其余 40 个见 findings.json" in words
    assert "暂停访问 10 分钟" in words


def test_evidence(tmp_path: Path) -> None:
    words = text(shown(sample(), tmp_path), "#evidence")
    for part in ("9f2c" * 16, "20261124-090000", "0.1.0", "2026-11-24 09:00", "2026-11-24 09:21"):
        assert part in words
