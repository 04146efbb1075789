"""A case of an attachment is closed only by a scan that read the attachment, or by one that finds it gone."""

from __future__ import annotations

import pytest

from tests.ledger.test_covered import closed, night, of

pytestmark = pytest.mark.django_db
PAGE = ('/ 200 <a href="/p.html">页</a>', '/p.html 200 <h1>公示</h1><a href="/a.xlsx">附件：名单</a>')
LEAK = "/a.xlsx 200 file 姓名, 身份证号 | 张三, 230102199001011230"


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ((*PAGE, "/a.xlsx 200 file 姓名, 身份证号 | 张三, 2301**********1230"), True),
        ((*PAGE, LEAK), False),
        ((*PAGE, "/a.xlsx ok"), False),  # not read: too large, locked, an old format
        ((*PAGE, "/a.xlsx 503"), False),
        ((*PAGE, "/a.xlsx 404"), True),
        ((PAGE[0], "/p.html 200 <h1>公示</h1>"), True),  # no longer offered
        ((PAGE[0], "/p.html 503"), False),
    ],
)
def test_a_number_in_an_attachment(lines: tuple[str, ...], mended: bool) -> None:
    night(*PAGE, LEAK)
    assert of("PRV001").state == "new"
    assert of("PRV001").finding.target.endswith("/a.xlsx")
    assert ("PRV001" in closed(night(*lines))) is mended
