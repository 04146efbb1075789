"""init: a site looked at lightly, and the profile it proposes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checks.inventory.proposal import propose
from portal.column import ColumnKind
from portal.errors import OutputError
from portal.profile import load_profile, read_profile
from reports.proposal import profile_text
from tests.rules.examples import examples
from xunjian.cli import app
from xunjian.clock import reference_time
from xunjian.demo.server import serve

LOOPBACK = "127.0.0.0/8"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments], catch_exceptions=False)


def test_the_sample_portal_proposes_its_own_profile(tmp_path: Path) -> None:
    target = tmp_path / "profile.toml"
    with serve(reference_time().date()) as portal:
        result = run(portal.url, "--allow-private", LOOPBACK, "-o", str(target))
        home = portal.url
    assert result.exit_code == 0, result.output
    profile = load_profile(target)
    kinds = {column.name: column.kind for column in profile.columns}
    assert (profile.name, profile.id_code, profile.region_code) == ("示范区人民政府", "2301990001", "230199")
    assert profile.start == (home,)
    assert profile.crawl.allow_private == (LOOPBACK,)
    assert kinds["要闻动态"] is kinds["部门动态"] is ColumnKind.NEWS
    assert (kinds["通知公告"], kinds["政策文件"]) == (ColumnKind.NOTICE, ColumnKind.POLICY)
    assert {"规划计划", "财政信息", "人事信息"} <= set(kinds)
    assert all(column.owner for column in profile.columns if column.name == "要闻动态")


def test_a_file_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "profile.toml"
    target.write_text("name = 1", encoding="utf-8")
    with pytest.raises(OutputError, match="不覆盖"):
        run("http://127.0.0.1:9/", "-o", str(target))
    assert target.read_text(encoding="utf-8") == "name = 1"


FORM = '<form action="/s/"><input type="text" name="searchword"><input type="hidden" name="siteid" value="1"></form>'


@pytest.mark.parametrize(
    ("home", "name", "code", "search"),
    [
        (
            f'<meta name="SiteName" content="甲区人民政府"><meta name="SiteIDCode" content="2301030001">{FORM}',
            "甲区人民政府",
            "2301030001",
            "http://www.t.gov.cn/s/?searchword={query}",
        ),
        (
            "<title>首页 - 乙县人民政府</title><div>网站标识码：bm32000001</div>",
            "乙县人民政府",
            "bm32000001",
            "",
        ),
        ("<title>首页</title><form method=post><input name=q></form>", "", "", ""),
        (
            '<title>丙市</title><meta name="SiteIDCode" content="null"><form><input name="username"></form>',
            "丙市",
            "",
            "",
        ),
    ],
)
def test_what_the_home_page_gives_away(home: str, name: str, code: str, search: str) -> None:
    (example,) = examples(f"```site\n/ 200 {home}\n```")
    proposal = propose(example.scan())
    found = (proposal.name, proposal.id_code, proposal.search)
    assert tuple(guess.value if guess else "" for guess in found) == (name, code, search)


def test_hostile_names_stay_values() -> None:
    evil = '甲区"]\nstart = ["http://evil.example/'
    meta = evil.replace('"', "&quot;")
    (example,) = examples("```site\n/ 200 <p>好</p>\n```")
    scan = example.scan()
    home = scan.snapshot.page(scan.home)
    assert home is not None
    home.meta["sitename"] = evil  # type: ignore[index]
    scan.snapshot.__dict__["page"] = lambda url: home
    text = profile_text(scan.profile, propose(scan), scan.scheme, date(2026, 11, 24))
    profile = read_profile(text, "拟出的配置")
    assert profile.start == ("http://www.t.gov.cn/",)
    assert "evil.example" in profile.name
    assert meta
