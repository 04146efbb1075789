"""When surveys end, as their pages put it, and what counts as their result."""

from __future__ import annotations

from datetime import date

import pytest

from checks.interaction.surveys import Survey, is_answered, survey_on, topic_of_result
from crawler.extract import read_page

TITLE = "关于《某区道路停车管理办法（征求意见稿）》公开征求意见的公告"
END = date(2026, 9, 30)


def _survey(text: str, title: str = TITLE, published: str = "2026-09-01") -> Survey | None:
    stamp = f"<p>发布时间：{published}</p>"
    html = (
        f"<title>{title}</title><h1>{title}</h1>{stamp}{text}<div class=footer>主办单位：某区人民政府</div>"
    )
    return survey_on(read_page("http://www.t.gov.cn/zj/1.html", html.encode()))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("<p>一、征求意见的时间</p><p>2026年9月1日至2026年9月30日。</p>", True),
        ("<p>征求意见起止时间：</p><p>2026年9月1日至9月30日</p>", True),
        ("<p>征集时间：2026年9月1日—30日</p>", True),
        ("<table><tr><td>征集时间</td><td>2026-09-01 ~ 2026-09-30</td></tr></table>", True),
        ("<div>征集部门：区住建局 开始时间：2026-09-01 结束时间：2026-09-30</div>", True),
        ("<p>截止日期：2026/09/30</p>", True),
        ("<p>网上征集截止到2026年9月30日。</p>", True),
        ("<p>征集时间：即日起至2026年9月30日止。</p>", True),
        ("<p>请于2026年9月30日（星期三）前将意见反馈至我局。</p>", True),
        ("<p>公示期自2026年9月1日起至2026年9月30日止，欢迎提出意见。</p>", True),
        ("<p>征集时间：通告之日起至9月30日止。</p>", False),
        ("<p>公示期为29天，请将意见发至邮箱。</p>", False),
        ("<ul><li>征集公告</li><li>意见反馈</li></ul><p>截止日期：2026-09-30</p>", False),
    ],
)
def test_ends(text: str, sure: bool) -> None:
    survey = _survey(text)
    assert survey is not None
    assert (survey.end, survey.sure, survey.answered) == (END, sure, False)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于道路停车管理办法征求意见情况的说明", "<p>征集时间：2026年9月1日至2026年9月30日</p>"),
        ("某区统计局开展人口抽样调查", "<p>调查时间：2026年9月1日至2026年9月30日</p>"),
        ("关于公开征集候选供应商的公告", "<p>报名时间：2026年9月1日至2026年9月30日</p>"),
        (
            "关于征求某区校舍管理办法意见的通知",
            "<p>各乡镇中心校、区直各学校：</p><p>请于2026年9月30日前将意见反馈至基建科。</p>",
        ),
        (TITLE, "<p>欢迎提出意见。</p>"),
        (TITLE, "<p>截止日期：2026-02-30</p>"),
    ],
)
def test_no_survey_or_no_end(title: str, text: str) -> None:
    assert _survey(text, title) is None


END_TEXT = "<p>截止日期：2026-09-30</p><p>欢迎社会各界提出意见，可发送电子邮件，也可书面寄送。</p>"


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("<h3>结果反馈</h3><p>共收到意见三条，采纳两条。</p>", True),
        ("<p><a href='/jg.html'>查看采纳情况</a></p>", True),
        ("<h3>结果反馈</h3><p>暂无结果</p>", False),
        ("<p>意见采纳情况将于征集结束后另行公布。</p>", False),
    ],
)
def test_results_on_the_page(text: str, answered: bool) -> None:
    survey = _survey(END_TEXT + text)
    assert survey is not None
    assert survey.answered is answered


@pytest.mark.parametrize(
    ("result", "same"),
    [
        ("《某区道路停车管理办法》的结果反馈", True),
        ("关于《某区道路停车管理办法（征求意见稿）》公开征求意见采纳情况的公告", True),
        ("某区道路停车管理办法意见征集结果", True),
        ("关于《某区养犬管理规定》公开征求意见采纳情况的公告", False),
        ("某区道路停车管理办法解读", False),
        ("意见征集结果反馈", False),
    ],
)
def test_results_elsewhere(result: str, same: bool) -> None:
    survey = _survey(END_TEXT)
    assert survey is not None
    assert is_answered(survey, [topic for topic in [topic_of_result(result)] if topic]) is same
