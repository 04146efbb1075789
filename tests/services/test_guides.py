"""Guides in the forms portals give them."""

from __future__ import annotations

import pytest

from checks.services.guides import Guide, Place, guide_of, sounds_like
from crawler.extract import read_page

IN_GUIDES = Place(guides=True)
ALL = {
    "设定依据": "居住证暂行条例",
    "申请条件": "居住满六个月",
    "办理材料": "身份证一份",
    "办理地点": "区政务大厅",
    "办理时间": "工作日",
    "联系电话": "00000000",
    "办理流程": "申请、审核、发证",
}


def _guide(content: str, title: str = "居住证申领", place: Place = IN_GUIDES) -> Guide | None:
    html = f"<title>{title}</title><h1>{title}</h1>{content}<div class=footer>主办单位：某区人民政府 联系电话：1</div>"
    page = read_page("http://www.t.gov.cn/bszn/1.html", html.encode())
    return guide_of(page, place, html) if sounds_like(page) else None


FORMS = {
    "table": "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in ALL.items()).join(("<table>", "</table>")),
    "numbered": "".join(f"<p>{n}、{k}</p><p>{v}</p>" for n, (k, v) in zip("一二三四五六七", ALL.items(), strict=True)),
    "brackets": "".join(f"<p>【{k}】{v}</p>" for k, v in ALL.items()),
    "one line each": "".join(f"<p>{n}.{k}：{v}</p>" for n, (k, v) in enumerate(ALL.items(), 1)),
    "spans": "".join(f"<div><span>{k}</span><span>{v}</span></div>" for k, v in ALL.items()),
    "one paragraph": "<div>" + "；".join(f"{k}：{v}" for k, v in ALL.items()) + "</div>",
    "terms": "".join(f"<dt><b>{k}</b>：</dt><dd>{v}</dd>" for k, v in ALL.items()).join(("<dl>", "</dl>")),
    "heading row": "<table><tr>{}</tr><tr>{}</tr></table>".format(
        "".join(f"<th>{k}</th>" for k in ALL), "".join(f"<td>{v}</td>" for v in ALL.values())
    ),
    "tabs": "<ul>{}</ul>{}".format(
        "".join(f"<li><a href='#{n}'>{k}</a></li>" for n, k in enumerate(ALL)),
        "".join(f"<div><h3>{k}</h3><div>{v}</div></div>" for k, v in ALL.items()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_guide_in_any_form(form: str) -> None:
    guide = _guide(FORMS[form])
    assert guide is not None
    assert (guide.missing, guide.materials, guide.by_script) == ((), "身份证一份", False)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"heading row", "tabs"}])
def test_an_empty_value_is_missing(form: str) -> None:
    guide = _guide(FORMS[form].replace(ALL["设定依据"], "").replace(ALL["办理流程"], ""))
    assert guide is not None
    assert guide.missing == ("设定依据", "办理流程")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("申请、审核、发证", "<img src=lct.png>"),
        ("申请、审核、发证", "<a href=lct.pdf>流程图下载</a>"),
        ("居住满六个月", "无"),
        ("办理时间", "承诺时限"),
        ("设定依据", "法律依据"),
        ("联系电话", "咨询方式"),
    ],
)
def test_pictures_and_other_names_count(old: str, new: str) -> None:
    guide = _guide(FORMS["table"].replace(old, new))
    assert guide is not None
    assert guide.missing == ()


def test_a_page_named_only_guide_does_not_name_its_matter() -> None:
    guide = _guide(FORMS["table"], "办事指南")
    assert guide is not None
    assert guide.missing == ("事项名称",)


@pytest.mark.parametrize(
    ("content", "title", "place"),
    [
        (FORMS["numbered"], "关于申报稳岗补贴的通知", IN_GUIDES),
        (FORMS["numbered"], "区政务大厅服务再升级", Place()),
        (FORMS["table"], "居住证申领", Place(papers=True)),
        ("<p>联系电话：1</p><p>办理时间：工作日</p><p>办理地点：大厅</p>", "居住证申领", IN_GUIDES),
        ("<p>会议强调要精简办理材料、优化办理流程、缩短办理时间。</p>", "居住证办理提速", IN_GUIDES),
    ],
)
def test_no_guide(content: str, title: str, place: Place) -> None:
    assert _guide(content, title, place) is None


def test_what_a_script_fills_in_is_not_judged() -> None:
    guide = _guide("".join(f"<dt>{k}</dt><dd>{{{{{k}}}}}</dd>" for k in ALL))
    assert guide is not None
    assert guide.by_script
