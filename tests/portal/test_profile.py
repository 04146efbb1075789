"""A profile says clearly what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.errors import ProfileError
from portal.profile import default_profile, load_profile


def _write(folder: Path, text: str) -> Path:
    path = folder / "p.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_documented_key_is_read(tmp_path: Path) -> None:
    profile = load_profile(
        _write(
            tmp_path,
            """
name = "甲区"
start = ["http://www.a.gov.cn"]
id_code = "2301030001"
region_code = "230103"
[[columns]]
name = "要闻"
url = "http://www.a.gov.cn/yw/"
kind = "news"
owner = "办公室"
max_age_days = 10
[[units]]
name = "办公室"
email = "a@example.invalid"
[terms]
protected = ["甲区"]
[[leaders]]
name = "张三"
title = "区长"
from = 2024-01-01
[crawl]
external = false
allow_private = ["10.1.2.3/8"]
""",
        )
    )
    assert profile.home == "http://www.a.gov.cn/"
    assert profile.columns[0].max_age_days == 10
    assert profile.leaders[0].from_ is not None
    assert profile.crawl.allow_private == ("10.0.0.0/8",)


START = 'start = ["http://a.gov.cn"]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('start = ["http://a.gov.cn"]\ncolour = 1', "colour：没有这个配置项"),
        ('name = "x"', "start：缺少这个必填项"),
        ('start = ["ftp://a.gov.cn"]', "不是网址"),
        ("start = [", "不是有效的 TOML"),
        (
            'start = ["http://a.gov.cn"]\n[[columns]]\nname="x"\nurl="http://a.gov.cn/"\nkind="blog"',
            "columns（第 1 个）.kind",
        ),
        (
            'start = ["http://a.gov.cn"]\n[crawl]\nallow_private = ["10.0.0.0/99"]',
            "crawl.allow_private（第 1 个）：不是网段",
        ),
        ('start = "http://a.gov.cn"', "start：应为列表，用方括号括起来"),
        ("start = []", "start：至少要写 1 项"),
        (f"{START}name = 3", "name：应为文字"),
        (f'{START}hosts = ["http://b.gov.cn/"]', "hosts（第 1 个）：不是域名"),
        (f"{START}name = “甲区”", "第 2 行第 8 个字附近"),
        (f'{START}name = "甲区', "最后没有写完"),
        (f"{START}a = {'[' * 5000}", "括号嵌套过深"),
        (f"{START}[crawl]\ntimeout = inf", "crawl.timeout：应为有限的数字"),
        (f"{START}[crawl]\nconcurrency = 0", "crawl.concurrency：不应小于 1"),
        (f'{START}[crawl]\nconcurrency = "多"', "crawl.concurrency：应为整数"),
        (f'{START}[disclosure]\nreport_due = "13-45"', "disclosure.report_due：不是月和日"),
        (f'{START}[[leaders]]\nname = "甲"\nfrom = "上月"', "leaders（第 1 个）.from：应为日期"),
        (f'{START}[search]\nurl = "http://a.gov.cn/s"', "{query}"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(_write(tmp_path, text))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_or_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="打不开"):
        load_profile(tmp_path / "none.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes('name = "甲区"'.encode("gbk"))
    with pytest.raises(ProfileError, match="UTF-8"):
        load_profile(path)


def test_a_bare_address_makes_a_profile_and_the_digest_follows_the_values() -> None:
    assert default_profile("http://a.gov.cn").digest == default_profile("http://a.gov.cn/").digest
    assert default_profile("http://a.gov.cn").digest != default_profile("http://b.gov.cn").digest
    with pytest.raises(ProfileError, match="不是有效的网址"):
        default_profile("http://")
