"""Reading bytes: what they are decides, what they claim is recorded."""

from __future__ import annotations

import pytest

from crawler.extract import decode

TEXT = "<html><head><title>区政府召开常务会议</title></head><body>会议研究了城市更新和民生保障工作。</body></html>"


def html(charset: str) -> str:
    return TEXT.replace("<head>", f'<head><meta charset="{charset}">')


@pytest.mark.parametrize(
    ("body", "kind", "used", "http", "meta"),
    [
        (html("utf-8").encode(), "text/html; charset=utf-8", "utf-8", "utf-8", "utf-8"),
        (html("gb2312").encode("gbk"), "text/html", "gb18030", "", "gb2312"),
        (TEXT.encode("gbk"), "", "gb18030", "", ""),
        (html("utf-8").encode("gbk"), "", "gb18030", "", "utf-8"),
        (html("gb2312").encode(), "text/html;charset=GBK", "utf-8", "GBK", "gb2312"),
        (TEXT.encode(), "text/html; charset=ISO-8859-1", "utf-8", "ISO-8859-1", ""),
    ],
)
def test_the_bytes_decide(body: bytes, kind: str, used: str, http: str, meta: str) -> None:
    text, encoding = decode(body, kind)
    assert "会议研究了城市更新" in text
    assert (encoding.used, encoding.http, encoding.meta, encoding.errors) == (used, http, meta, 0)


def test_byte_order_marks() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode())[0] == TEXT
    assert decode(TEXT.encode("utf-16"))[0] == TEXT
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"))[0] == TEXT


def test_plain_ascii_contradicts_no_declaration() -> None:
    for charset in ("gb2312", "utf-8", "iso-8859-1"):
        assert not decode(b"<p>404 Not Found</p>", f"text/html; charset={charset}")[1].mismatch


def test_one_broken_byte_costs_one_character() -> None:
    body = TEXT.encode()
    broken = body.replace("更".encode(), b"\xe6\xff\xb4")
    text, encoding = decode(broken)
    assert encoding.used == "utf-8"
    assert encoding.errors > 0
    assert "会议研究了城市" in text
    assert "新和民生保障" in text


@pytest.mark.parametrize("damage", [b"", b"\xff", b"?"])
def test_a_damaged_gb_character_does_not_spoil_the_rest(damage: bytes) -> None:
    body = TEXT.encode("gbk")
    at = body.index("研".encode("gbk"))
    text, encoding = decode(body[:at] + damage + body[at + 1 :])
    assert encoding.used == "gb18030"
    assert "究了城市更新和民生保障工作。" in text


def test_rare_characters_are_no_damage() -> None:
    text = decode("朱镕基、喆、堃、玥参加了会议。<p>镕</p>".encode("gbk") + b"\xff")[0]
    assert "朱镕基、喆、堃、玥参加了会议。<p>镕</p>" in text


def test_a_body_cut_inside_a_character() -> None:
    assert decode(TEXT.encode()[:-20][:-1] + "工".encode()[:2])[1].used == "utf-8"
    assert decode("会议研究了工作".encode("gbk")[:-1])[0].startswith("会议研究了工")


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(name: str) -> None:
    text, encoding = decode("<html><head><title>区政府召开常务会议</title></head></html>".encode(name))
    assert "区政府召开常务会议" in text
    assert (encoding.used, encoding.errors) == (name, 0)


def test_short_gbk_error_page() -> None:
    text, encoding = decode("<h1>您访问的页面不存在</h1>".encode("gbk"))
    assert text == "<h1>您访问的页面不存在</h1>"
    assert encoding.used == "gb18030"


def test_shifted_characters_are_set_right_though_all_of_them_can_be_decoded() -> None:
    body = "领导人峰会的建议书——行业发展研究资料（No.2016）".encode("gbk")
    text, encoding = decode(body[:8] + body[9:])
    assert text.startswith("领导人峰")
    assert text.endswith("的建议书——行业发展研究资料（No.2016）")
    assert encoding.errors == 1


def test_rare_characters_of_gbk_are_no_damage() -> None:
    damaged = "会议研究了".encode("gbk")[:-1] + b"<br>"
    text, _ = decode(damaged + "朱镕基、李喆abc和王珺、陶喆2021年出席".encode("gbk"))
    assert text.endswith("朱镕基、李喆abc和王珺、陶喆2021年出席")
