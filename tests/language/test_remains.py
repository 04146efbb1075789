"""What tools leave in a text."""

from __future__ import annotations

import pytest

from checks.language.remains import Remain, is_test, traces


@pytest.mark.parametrize("text", ["中华人民共和国", "南岗区人民政府办公室关于印发方案的通知", "你好中国文件"])
def test_utf8_read_as_gbk_is_recognised(text: str) -> None:
    garbled = text.encode().decode("gb18030", "replace")
    assert [trace.remain for trace in traces(f"来源：{garbled}")] == [Remain.MOJIBAKE]


@pytest.mark.parametrize("before", ["", "a", "来源："])
@pytest.mark.parametrize("lost", [0, 1, 2])
@pytest.mark.parametrize("text", ["（一）总体要求、任务", "区政府，各部门", "会议强调安全生产"])
def test_wherever_its_bytes_begin_the_first_look_lets_it_pass(text: str, lost: int, before: str) -> None:
    garbled = before + text.encode()[lost:].decode("gb18030", "replace")
    assert Remain.MOJIBAKE in {trace.remain for trace in traces(garbled)}


def test_utf8_read_as_latin_is_recognised() -> None:
    assert [t.remain for t in traces("中国政府".encode().decode("cp1252", "replace"))][:1] == [
        Remain.MOJIBAKE
    ]
    assert [t.remain for t in traces("中国政府".encode().decode("latin-1"))][:1] == [Remain.MOJIBAKE]


@pytest.mark.parametrize(
    ("text", "remain"),
    [
        ("锟斤拷锟斤拷", Remain.MOJIBAKE),
        ("Çåºþ£¬¹«¸æÄÚÈÝ¡£", Remain.MOJIBAKE),
        ("Lorem ipsum dolor", Remain.FILLER),
        ("作者：${article.author}", Remain.TEMPLATE),
        ("<%=title%>", Remain.TEMPLATE),
        ('<!--#include virtual="/head.html"-->', Remain.TEMPLATE),
        ("{$info.source}", Remain.TEMPLATE),
        ("CMSPRO_TITLE", Remain.TEMPLATE),
        ("<CMSPRO_DOCUMENT FIELD=DOCTITLE>", Remain.TEMPLATE),
        ("{{item.title}}", Remain.BRACES),
        ("青云大街6号&nbsp;&nbsp;三楼", Remain.MARKUP),
        ('<p style="text-indent:2em">现将有关事项通知如下', Remain.MARKUP),
        ("受理部门：[object Object]", Remain.VALUE),
        ("来源：null 日期：2026-11-03", Remain.VALUE),
        ("此处填写正文内容", Remain.FILLER),
        ("测试测试测试，请忽略。", Remain.FILLER),
    ],
)
def test_found(text: str, remain: Remain) -> None:
    assert {trace.remain for trace in traces(text)} == {remain}


@pytest.mark.parametrize(
    "text",
    [
        "浣熊、涓流、鏖战、鍪",
        "价格$100{含税}",
        "示例代码：${name}",
        "if (a) { return b; }",
        "café résumé naïve São Paulo",
        "集合{{1,2}",
        "介绍乱码的成因，如“锟斤拷”的由来",
        "新版网站支持<div>布局",
        "饕餮魑魅魍魉",
        "陬邑鄄城郯城鄞州",
        "用<p>标签分段",
        "a<b，且b>c",
        "R&D;AT&T",
        "请在此处填写姓名",
        "如收到测试短信，请忽略。",
        "来源：nullification",
    ],
)
def test_silent(text: str) -> None:
    assert traces(text) == []


@pytest.mark.parametrize(
    "text", ["测试", "test", "测试文章1", "TEST123", "111", "asdf", "测试页面", "这是一个测试"]
)
def test_words_typed_to_try_the_system(text: str) -> None:
    assert is_test(text)


@pytest.mark.parametrize(
    "text",
    ["普通话水平测试", "核酸检测", "测试中心", "软件测试报告", "test center", "12345", "11", "2024", "A", ""],
)
def test_titles_that_are_none(text: str) -> None:
    assert not is_test(text)
