"""A manuscript is told what the rules would say of the page it becomes."""

from __future__ import annotations

from datetime import date

import pytest

from checks.finding import Outcome
from checks.language.manuscript import Reader
from checks.language.remark import Remark
from checks.proofreader import Correction
from checks.proofreading import make_proofreader
from checks.proofreading.engines import LEXICON
from portal.profile import Leader, Profile, RuleOptions, Terms

DAY = date(2026, 11, 24)
NOBODYS = Profile(start=("http://localhost/",))
OFFICE = Profile(
    name="哈尔滨市南岗区人民政府",
    start=("http://localhost/",),
    leaders=(Leader(name="沈家毫", title="区委副书记、区长"),),
    terms=Terms(protected=("清河湾示范园",), allowed=("来华",)),
)
LONG = "会议指出，要坚持问题导向，及时回应群众关切，把好事办好、实事办实，不断提升群众的获得感和满意度。"


def read(*lines: str, profile: Profile = NOBODYS) -> list[list[Remark]]:
    return Reader(profile, DAY).read(lines, make_proofreader(LEXICON).check_batch(lines))


@pytest.mark.parametrize(
    ("line", "rule", "wrong", "right"),
    [
        ("会议作了全面布署。", "TXT001", "布署", "部署"),
        ("一要增强政治意识、核心意识、大局意识、看齐意识。", "TXT002", "政治意识、核心意识、大局意识、看齐意识",
         "政治意识、大局意识、核心意识、看齐意识"),
        ("吸引港澳台游客来华旅游。", "TXT003", "来华", None),
        ("会议要求,抓好落实。", "TXT004", ",", "，"),
        ("根据《防汛条例的规定办理。", "TXT004", "《", None),
        ("会议定于2026年11月25日（星期二）召开。", "TXT005", "2026年11月25日（星期二", None),
        ("公示时间为2026年11月24日至2026年11月20日。", "TXT005", "2026年11月24日至2026年11月20日", None),
        ("地区生产总值同比增长-2.3%。", "TXT005", "增长-2.3%", None),
        ("根据《通知》（哈政办发[2024]12号）要求办理。", "TXT006", "办发[2024]12号", "办发〔2024〕12号"),
        ("要对隐患进行进行排查。", "TXT007", "进行进行", "进行"),
        ("各单位：{{姓名}}。", "TXT008", "{{姓名}}", None),
        ("各单\ufffd：请落实。", "TXT008", "\ufffd", None),
    ],
)  # fmt: skip
def test_each_rule_says_where_and_what(line: str, rule: str, wrong: str, right: str | None) -> None:
    (told,) = read("　　第一句没有错。" + line)[0]
    assert (told.rule, told.right) == (rule, right)
    assert ("　　第一句没有错。" + line)[told.start : told.end] == wrong
    assert told.message
    assert told.suggestion


def test_the_profile_knows_leaders_terms_and_what_is_allowed() -> None:
    line = "区长沈家亳将到清和湾示范园调研，港澳台游客来华旅游。"
    assert [told.right for told in read(line, profile=OFFICE)[0]] == ["沈家毫", "清河湾示范园"]
    assert [told.rule for told in read(line)[0]] == ["TXT003"]


def test_a_rule_switched_off_says_nothing() -> None:
    quiet = Profile(start=("http://localhost/",), rules=RuleOptions(disabled=("TXT004",)))
    assert read("会议要求,抓好落实。", profile=quiet) == [[]]


def test_what_one_rule_tells_no_other_tells_again() -> None:
    line = "南岗区人民攻府要对隐患进行进行排查。"
    engine = [
        Correction(5, 6, "攻", "政", 0.99, True, "试"),
        Correction(11, 15, "进行进行", "进行", 0.9, False, "试"),
    ]
    (told,) = Reader(OFFICE, DAY).read([line], [engine])
    assert [remark.rule for remark in told] == ["TXT002", "TXT007"]


def test_what_shows_only_in_several_lines() -> None:
    assert read("他说：“第一点很重要。", "第二点也很重要。”") == [[], []]
    assert read(LONG, "", LONG)[2][0].outcome is Outcome.REVIEW
    (leap,) = read("一、总体要求", "三、组织保障")[1]
    assert (leap.rule, leap.outcome, leap.start, leap.end) == ("TXT006", Outcome.REVIEW, 0, 2)
    lines = ("关于印发方案的通知", "南政发〔2024〕5号", "　　（一）、加强领导。", "1、成立专班。")
    assert [[told.right for told in line] for line in read(*lines)] == [[], [], ["（一）"], ["1."]]
    assert read(*lines[::3]) == [[], []]


def test_a_matter_of_style_is_told_once() -> None:
    first, second = read("南岗区(含哈西地区)的工作。", "道里区(含群力地区)的工作。")
    assert [told.message for told in first] == ["中文之间用了半角括号（全文 2 处）"]
    assert second == []


def test_manuscripts_about_the_past_may_use_its_words() -> None:
    assert read("区情史话", "满洲国时期，前苏联侨民来到这里。") == [[], []]
    assert [told.rule for told in read("区情通报", "前苏联侨民来到这里。")[1]] == ["TXT003"]


def test_a_title_that_is_a_test() -> None:
    assert [told.rule for told in read("", "测试文章")[1]] == ["TXT008"]
