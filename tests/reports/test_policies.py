"""Files and what explains them, in the report: who links whom, and the same again out of findings.json."""

from __future__ import annotations

from pathlib import Path

from checks.engine import Judgement
from reports.build import build
from reports.page import write_page
from reports.record import read_report, write_json
from tests.rules.examples import examples

FILE = "<title>{0}</title><h1>{0}</h1><p>发布时间：2026-09-01</p>{1}"
LINES = {
    "/zc/1.html": ("示范区物业管理办法", "<p>相关解读：<a href='/jd/1.html'>政策解读</a></p>"),
    "/zc/2.html": ("示范区供热管理办法", ""),
    "/zc/3.html": ("示范区&lt;b&gt;养犬&lt;/b&gt;管理办法", ""),
    "/jd/1.html": ("《示范区物业管理办法》解读", "<p><a href='/zc/1.html'>示范区物业管理办法</a></p>"),
}


def made(tmp_path: Path) -> str:
    pages = "\n".join(f"{path} 200 {FILE.format(*parts)}" for path, parts in LINES.items())
    talk = '/ 200 <a href="http://mp.example/s">一图读懂示范区供热管理办法</a>'
    body = f'+ name = "示范区人民政府"\ncolumn 规范性文件 /zc/ policy\n{talk}\n{pages}'
    report = build(examples(f"```site fail=0\n{body}\n```")[0].scan(), Judgement(()))
    write_json(report, tmp_path)
    assert read_report(tmp_path / "findings.json").policies == report.policies
    assert {line.title: [(t.there, t.back) for t in line.ties] for line in report.policies} == {
        "示范区物业管理办法": [(True, True)], "示范区供热管理办法": [], "示范区<b>养犬</b>管理办法": [],
    }  # fmt: skip
    return write_page(report, tmp_path).read_text(encoding="utf-8")


def test_policies_are_drawn(tmp_path: Path) -> None:
    page = made(tmp_path)
    part = page[page.index('id="policies"') : page.index('id="coverage"')]
    assert "互相链接" in part
    assert "解读在站外" in part
    assert part.count("没有找到解读") == 1
    assert "<b>养犬" not in part
