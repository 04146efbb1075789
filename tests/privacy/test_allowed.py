"""Numbers the profile allows, a footer's number, pages that carry the same notice."""

from __future__ import annotations

from checks import Finding
from checks.engine import judge
from checks.rule import catalogue
from tests.rules.examples import examples

TEXT = "<p>经社区评议、街道审核，现将有关情况公布如下，公示期为七个工作日。</p>"


def told(body: str) -> tuple[Finding, ...]:
    (example,) = examples(f"```site\n{body}\n```\n")
    return judge(example.scan(), [catalogue()["PRV002"]]).findings


def test_allowed_numbers_are_written_in_any_form() -> None:
    page = f"/  200 <h1>公示</h1>{TEXT}<p>张三 139 0451 0001，李四 13904510002</p>"
    (finding,) = told(f'+ [privacy]\n+ allowed = ["139-0451-0001"]\n{page}')
    assert "139****0002" in finding.message
    assert "0001" not in finding.message
    assert not told(f'+ [privacy]\n+ allowed = ["13904510001", "139 0451 0002"]\n{page}')


def test_a_footer_is_told_once() -> None:
    foot = '<div class="footer"><p>技术支持：13904510001</p></div>'
    pages = "\n".join(
        f'/{n}  200 <h1>概况</h1>{TEXT}<a href="/1">一</a><a href="/2">二</a>{foot}' for n in ("", "1", "2")
    )
    (finding,) = told(pages)
    assert {place.url[-1] for place in finding.occurrences} == {"/", "1", "2"}
