"""INT001 and INT004 over the sample portal: ways to write and letters that are old, in shapes that fire and that do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from checks.engine import judge
from checks.rule import catalogue
from tests.demo.reading import TODAY, scan_of
from xunjian.demo.layout import Item, Reply, article, listing, page

Paths = dict[str, Reply]
Change = Callable[[Paths], None]
WRITE, LETTER_BOXES = "/qzxx/write.html", ("/qzxx/", "/zxzx/", "/lyxd/")


def _said(code: str, change: Change) -> list[str]:
    return [f.outcome.value for f in judge(scan_of(change), [catalogue()[code]]).findings]


def _write_page(content: str) -> Change:
    return lambda paths: paths.update({WRITE: page("我要写信", content, column="区长信箱", path="/qzxx/")})


def _gone(*fronts: str) -> Change:
    """Everything below these paths is not there any more; links to it stay."""

    def change(paths: Paths) -> None:
        for path in [path for path in paths if path.startswith(fronts)]:
            del paths[path]

    return change


def _unlinked(paths: Paths) -> None:
    """Nobody names a letter box or a consultation any more."""
    _gone(*LETTER_BOXES, "/wzdt/")(paths)


def _entry(link: str) -> Change:
    """Only what the home page says."""

    def change(paths: Paths) -> None:
        _unlinked(paths)
        home = paths["/"].body.decode()
        paths["/"] = Reply(home.replace("</body>", f"{link}</body>").encode())

    return change


def _script_only(paths: Paths) -> None:
    _gone(*LETTER_BOXES)(paths)
    paths["/qzxx/"] = Reply("<title>区长信箱</title><div id=app></div><script src=/app.js></script>".encode())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_gone(*LETTER_BOXES), ["fail"]),
        (_unlinked, ["review"]),
        (_write_page("<h2>我要写信</h2><p>请来信寄至区政府办公室，地址在区政府主楼一层收发室，信封上请写明联系方式。</p>"), ["review"]),
        (_write_page('<form action="/search"><input name="keyword"></form>'
         "<p>系统升级，暂停使用，请电话联系我们，谢谢您的理解与支持，开通时间另告。</p>"), ["review"]),
        (lambda paths: None, []),
        (_write_page("<form><p>姓名<input></p><p>电话<input type=tel></p><p>邮箱<input type=email></p></form>"), []),
        (_write_page('<iframe src="/qzxx/inner.html"></iframe>'), ["unknown"]),
        (_entry('<a href="http://www.shi.gov.cn/12345/">12345政务服务便民热线</a>'), []),
        (_entry('<a href="tel:12345">12345热线</a>'), ["review"]),
        (_entry('<a href="javascript:openBox()">区长信箱</a>'), ["unknown"]),
        (_script_only, ["unknown"]),
    ],
)  # fmt: skip
def test_a_way_to_write(change: Change, said: list[str]) -> None:
    assert _said("INT001", change) == said


def _aged(days: int) -> Change:
    """All letter boxes replaced by one list whose newest letter is so many days old."""

    def change(paths: Paths) -> None:
        _gone("/zxzx/", "/lyxd/", "/qzxx/letter_")(paths)
        items = [
            Item(f"关于第{n}号来信的答复", f"/qzxx/{n}.html", TODAY - timedelta(days + 30 * n))
            for n in range(4)
        ]
        paths["/qzxx/"] = listing("区长信箱", "/qzxx/", items)
        paths.update(
            {i.path: article(i.title, ("您好，已办理。",), i.day, "区长信箱", "/qzxx/") for i in items}
        )

    return change


def _cards(days: int) -> Change:
    def change(paths: Paths) -> None:
        _aged(400)(paths)
        card = f"<div><h3>关于道路养护的来信</h3><p>来信时间：{TODAY - timedelta(days)}</p><p>状态：已办结</p></div>"
        paths["/lyxd/"] = page("留言选登", card, column="留言选登", path="/lyxd/")

    return change


def _undated(paths: Paths) -> None:
    _gone(*LETTER_BOXES)(paths)
    paths["/qzxx/"] = page("区长信箱", "<p>欢迎来信。</p>", column="区长信箱", path="/qzxx/")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_aged(185), ["fail"]),
        (_aged(800), ["fail"]),
        (_cards(200), ["fail"]),
        (lambda paths: None, []),
        (_aged(100), []),
        (_cards(10), []),
        (_undated, ["unknown"]),
    ],
)
def test_letters_shown(change: Change, said: list[str]) -> None:
    assert _said("INT004", change) == said
