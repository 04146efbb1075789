"""What to do about a dead address."""

from __future__ import annotations

import pytest

from checks.links.wording import remedy
from portal.target import Probe, Target, TargetKind, Verdict


@pytest.mark.parametrize(
    ("url", "headless"),
    [
        ("http://www.a.gov.cn/n/http//www.b.gov.cn/x.html", True),
        ("http://www.a.gov.cn/n/http%EF%BC%9A//www.b.gov.cn/", True),
        ("http://www.a.gov.cn/n/www.b.gov.cn/x.html", True),
        ("http://www.a.gov.cn/http/x.html", False),
        ("http://www.a.gov.cn/www/index.html", False),
    ],
)
def test_addresses_that_lost_their_beginning(url: str, headless: bool) -> None:
    told = remedy(Target(url, TargetKind.PAGE), Probe(Verdict.BROKEN, 404))
    assert ("开头写错" in told) is headless
