"""Whole report pages as four content management systems put them out; the prose keeps the figures of the sound report."""

from __future__ import annotations

from collections.abc import Callable

from tests.disclosure.layouts import kinds_across
from tests.disclosure.report import SOUND, Markup, Report, bare, official, split, word

_TITLE = "示范区人民政府2025年政府信息公开工作年度报告"
_PROSE = (
    "本报告根据《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式》编制。所列数据的统计期限自2025年1月1日起至2025年12月31日止。",
    "一、总体情况",
    "2025年，全区各级行政机关主动公开政府信息1.2万条。新收政府信息公开申请{received}件，上年结转{carried}件，结转下年度继续办理{onward}件。"
    "其中通过网络收到1503件，同比增长12.5%。因政府信息公开被申请行政复议24件，行政诉讼23件。",
    "二、主动公开政府信息情况", "", "三、收到和处理政府信息公开申请情况", "{tables}",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
    "一是公开的主动性还不够，2026年将举办培训2期。", "六、其他需要报告的事项", "2025年没有收取信息处理费。",
)  # fmt: skip
_PUBLISHED = (
    '<table border="1" style="border-collapse:collapse;mso-yfti-tbllook:1184"><tr><td colspan="4">第二十条第（一）项</td></tr>'
    "<tr><td>信息内容</td><td>本年<br>制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td>"
    "<td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>6</td><td>2</td><td>31</td></tr></table>"
)


def word_torn(report: Report) -> str:
    """Word paste: every cell in nested spans with mso styles, half of each number in a span of its own."""
    markup = word(report)
    return markup.replace("<td>", '<td style="border:solid windowtext 1.0pt;mso-border-alt:solid .5pt">').replace(
        "<p class", '<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class'
    )  # fmt: skip


def turned(report: Report) -> str:
    """Table 3 as the form has it, table 4 with the kinds of case across."""
    requests, _, _ = official(report).rpartition("<table>")
    return requests + kinds_across(report.cases)


def prose(markup: str) -> list[str]:
    """Paragraphs of the article, tables among them."""
    total = {
        name: SOUND.requests[row][-1] for name, row in {"received": 0, "carried": 1, "onward": -1}.items()
    }
    parts = []
    for text in _PROSE:
        if text == "{tables}":
            parts.append(markup)
        elif text:
            parts.append(f"<p>{text.format(**total)}</p>")
        else:
            parts.append(_PUBLISHED)
    return parts


def trs(markup: str) -> str:
    body = "".join(prose(markup)).replace("<p>", '<p style="text-indent:2em" align="justify">')
    return _page(f'<div class="xl-nr"><h1>{_TITLE}</h1><div class="TRS_Editor">{body}</div></div>')


def jcms(markup: str) -> str:
    body = "".join(prose(markup))
    return _page(
        f'<table width="100%"><tr><td class="title">{_TITLE}</td></tr><tr><td>'
        f'<div id="zoom"><!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end--></div></td></tr></table>'
    )


def vsb(markup: str) -> str:
    body = (
        "".join(prose(markup))
        .replace("<p>", '<p class="vsbcontent_start"><span>')
        .replace("</p>", "</span></p>")
    )
    return _page(
        f'<form name="_newscontent_fromname"><h2>{_TITLE}</h2><div id="vsb_content">'
        f'<div class="v_news_content">{body}</div></div></form>'
    )


def dreamweaver(markup: str) -> str:
    body = (
        "<br>&nbsp;&nbsp;&nbsp;&nbsp;".join(prose(markup))
        .replace("<p>", "<font size=3>")
        .replace("</p>", "</font>")
    )
    return _page(f"<TABLE><TR><TD bgColor=#ffffff><B>{_TITLE}</B><BR>{body}</TD></TR></TABLE>")


def _page(body: str) -> str:
    return (
        f"<html><head><title>{_TITLE}_示范区人民政府</title>"
        '<meta name="PubDate" content="2026-03-20 09:00"></head><body><div class="nav"><a href="/">首页</a> &gt; '
        f'<a href="/xxgk/nb/">政府信息公开年报</a></div><div>发布时间：2026-03-20 09:00 来源：区政府办公室</div>{body}</body></html>'
    ).replace("\n", " ")


Frame = Callable[[str], str]
PAGES: tuple[tuple[Frame, Markup], ...] = (
    (trs, word_torn), (trs, official), (jcms, split), (vsb, bare), (vsb, turned), (dreamweaver, official),
)  # fmt: skip
