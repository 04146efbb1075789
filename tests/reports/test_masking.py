from __future__ import annotations

import pytest

from reports.masking import clean, clean_url


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证11010519491231002X。", "身份证110105********002X。"),
        ("身份证11010519491231002x", "身份证110105********002x"),
        ("编号110105194912310021", "编号110105194912310021"),  # wrong check digit
        ("编号110105194913310029", "编号110105194913310029"),  # no such month
        ("电话13812345678", "电话138****5678"),
        ("电话138-1234-5678", "电话138****5678"),
        ("电话+8613812345678", "电话+86138****5678"),
        ("流水号213812345678", "流水号213812345678"),
        ("卡号6222021234567890128", "卡号6222***********0128"),
        ("卡号4539 1488 0343 6467", "卡号4539***********6467"),
        ("卡号4539148803436468", "卡号4539148803436468"),  # fails Luhn
        ("2019 2020 2021 2022 年", "2019 2020 2021 2022 年"),
        ("0451-82341234", "0451-82341234"),
        ("空\x00\x1b[31m字\ud800\u202e", "空[31m字"),
    ],
)
def test_personal_numbers_are_masked_and_nothing_else(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean("11010519491231002X 13812345678 4539148803436467")
    assert clean(once) == once


def test_personal_numbers_of_an_address_are_masked_and_what_is_none_still_works() -> None:
    assert clean_url("http://a.cn/11010519491231002X.pdf") == "http://a.cn/110105********002X.pdf"
    assert clean_url("http://a.cn/q?userPhone=13812345678") == "http://a.cn/q?userPhone=138****5678"
    assert clean_url("http://a.cn/q?id=13812345678") == "http://a.cn/q?id=13812345678"
    assert clean_url(f"http://a.cn/{'a' * 9999}") == f"http://a.cn/{'a' * 1988}…"
    assert clean_url("http://a.cn/q?id=11010519491231002X&p=2") == "http://a.cn/q?id=110105********002X&p=2"
    assert clean_url("http://a.cn/art/13812345678.html") == "http://a.cn/art/13812345678.html"
