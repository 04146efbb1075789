"""Numbers in attachments rechecked: the file is asked for and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.portal_server import PortalServer, Reply, Route
from tests.portal import documents as made
from tests.rechecking.town import Town, html, only
from xunjian.rechecking.answer import Answer

CLEAN = [["姓名", "身份证号"], ["张三", "2301**********1230"]]


def file(body: bytes) -> Route:
    return Reply(200, body, {"Content-Type": "application/octet-stream"})


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, Answer.STILL),
        ({"/a.xlsx": file(made.workbook(CLEAN))}, Answer.GONE),
        ({"/a.xlsx": file(made.compound("EncryptedPackage"))}, Answer.UNKNOWN),
        ({"/a.xlsx": file(made.workbook()[:-1500])}, Answer.UNKNOWN),
        ({"/a.xlsx": Reply(503)}, Answer.UNKNOWN),
        ({"/a.xlsx": Reply(404)}, Answer.GONE),
        ({"/p.html": Reply(503), "/a.xlsx": file(made.workbook(CLEAN))}, Answer.UNKNOWN),
    ],
)
def test_a_list_in_an_attachment(tmp_path: Path, change: dict[str, Route], answer: Answer) -> None:
    routes: dict[str, Route] = {
        "/": html('<a href="/p.html">公示</a>'),
        "/p.html": html('<h1>公示</h1><a href="/a.xlsx">附件：名单</a><a href="/b.xlsx">附件：另一份</a>'),
        "/a.xlsx": file(made.workbook()),
        "/b.xlsx": file(made.workbook()),
    }
    with PortalServer(routes) as site:
        town = Town.of(site, tmp_path)
        before = only(town.scan(), "PRV001", "/a.xlsx")
        town.change(change)
        said = town.recheck_one(before)
        assert said.answer is answer, said
