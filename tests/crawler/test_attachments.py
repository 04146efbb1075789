"""Attachments of a site: fetched within bounds, read, sealed, and not fetched again while they stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checks.engine import judge
from checks.finding import Finding
from checks.rule import catalogue
from checks.scan import Scan
from portal.attachment import Reading
from portal.snapshot import Snapshot, verify
from tests.crawler.helpers import scan, verdict_of
from tests.crawler.portal_server import HTML, PortalServer, Reply, Request, Route, page, redirect
from tests.portal import documents as made

RULES = ("PRV001", "PRV002", "LNK001", "LNK002", "LNK004", "LNK005")
BYTES = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GONE = "<html><head><title>提示</title></head><body>您要下载的文件不存在或已被删除</body></html>".encode()


def file(body: bytes, kind: str = BYTES, name: str = "", tag: str = "") -> Route:
    headers = {"Content-Type": kind}
    if name:
        headers["Content-Disposition"] = f"attachment; filename={name}"
    if tag:
        headers["ETag"] = tag

    def answer(request: Request) -> Reply:
        if tag and request.headers.get("If-None-Match") == tag:
            return Reply(304, headers={"ETag": tag})
        return Reply(200, body, headers)

    return answer


def offered(*links: str) -> dict[str, Route]:
    return {"/": page("/tzgg/1.html"), "/tzgg/1.html": page(*links, title="关于救助名单的公示")}


def findings(snapshot: Snapshot) -> list[Finding]:
    rules = [catalogue()[code] for code in RULES]
    return list(judge(Scan(snapshot, snapshot.profile), rules).findings)


def readings(snapshot: Snapshot, site: PortalServer) -> Mapping[str, str]:
    return {a.url.removeprefix(site.url): a.reading.value for a in snapshot.attachments()}


def note(snapshot: Snapshot) -> str:
    return next((n.message for n in snapshot.coverage().notes if n.kind == "attachments"), "")


def test_a_list_in_an_attachment_is_found_where_its_owner_finds_it(tmp_path: Path) -> None:
    routes = {**offered("/f/list.xlsx", "/f/ok.docx"), "/f/list.xlsx": file(made.workbook(), XLSX)}
    routes["/f/ok.docx"] = file(made.document(["联系电话：0451-82345678"]))
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        assert verify(tmp_path / "s") == []
        found = {f.rule: f for f in findings(snapshot)}
        assert set(found) == {"PRV001", "PRV002"}
        identity = found["PRV001"]
        assert (identity.url, identity.target) == (f"{site.url}/tzgg/1.html", f"{site.url}/f/list.xlsx")
        assert identity.message == (
            "附件《list.xlsx》公开了身份证号码：230102********1230（附在《关于救助名单的公示》）"
        )
        assert [o.locator for o in identity.occurrences] == ["附件《list.xlsx》工作表“名单”第3行C列"]
        capture = snapshot.evidence(f"{site.url}/f/list.xlsx")
        assert capture is not None
        assert capture.body == made_again(site, "/f/list.xlsx")
        assert note(snapshot) == "能打开的附件 2 个，读出文字 2 个"


def made_again(site: PortalServer, path: str) -> bytes:
    return site.answer("GET", path, {}).body


def test_damage_is_told_and_a_password_is_not(tmp_path: Path) -> None:
    bodies = {
        "/cut.xlsx": made.workbook()[:-1500],
        "/empty.docx": b"",
        "/page.pdf": GONE,
        "/other.pdf": made.document(),
        "/locked.docx": made.compound("EncryptedPackage"),
        "/old.doc": made.compound("WordDocument"),
        "/odd.pdf": b"%PDF-1.4 " + b"x" * 3000,
        "/fine.pdf": made.pdf(["fine"]),
    }
    routes = {**offered(*bodies), **{path: file(body) for path, body in bodies.items()}}
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        broken = {
            f.target.removeprefix(site.url): f.message for f in findings(snapshot) if f.rule == "LNK004"
        }
        assert set(broken) == {"/cut.xlsx", "/empty.docx", "/page.pdf", "/other.pdf"}
        assert "不能用：文件不完整（只有前一部分），打不开" in broken["/cut.xlsx"]
        assert [f.rule for f in findings(snapshot)] == ["LNK004"] * 4
        assert readings(snapshot, site)["/locked.docx"] == "locked"
        for part in ("旧格式（doc、xls、wps 等）、压缩包等读不出文字的 1 个", "设了密码打不开的 1 个"):
            assert part in note(snapshot)


def test_downloads_by_a_program_are_attachments(tmp_path: Path) -> None:
    """Known by name, type or bytes, also where the program calls everything a page."""
    routes = {
        **offered("/d.jsp?id=1", "/d2.jsp?id=2", "/d3.jsp?id=3", "/d4.jsp?id=4", "/d5.jsp?id=5", "/d6.jsp?id=6"),
        "/d.jsp": file(made.workbook(), BYTES, "list.xlsx"),
        "/d2.jsp": file(made.document(["身份证号：230102199001011230"]), HTML),
        "/d3.jsp": file(b"", BYTES, "a.docx"),
        "/d4.jsp": file(GONE, HTML, "a.docx"),
        "/d5.jsp": redirect("/f/cut.pdf"),
        "/f/cut.pdf": file(made.pdf(["cut"])[:300]),
        "/d6.jsp": redirect("/f/b.xlsx"),
        "/f/b.xlsx": file(made.workbook([["姓名", "证件号"], ["王五", "23010319880214107X"]])),
    }  # fmt: skip
    with PortalServer(routes) as site:
        snapshot = scan(tmp_path / "s", site)
        found = {(f.rule, f.target.removeprefix(site.url)) for f in findings(snapshot)}
        assert found == {
            ("PRV001", "/d.jsp?id=1"),
            ("PRV002", "/d.jsp?id=1"),
            ("PRV001", "/d2.jsp?id=2"),
            ("PRV001", "/f/b.xlsx"),
            ("LNK004", "/d3.jsp?id=3"),
            ("LNK004", "/d4.jsp?id=4"),
            ("LNK004", "/d5.jsp?id=5"),
        }
        assert {f.url for f in findings(snapshot)} == {f"{site.url}/tzgg/1.html"}


def test_an_unchanged_attachment_is_not_fetched_again(tmp_path: Path) -> None:
    routes = {
        **offered("/a.xlsx", "/b.pdf", "/d.jsp?id=1"),
        "/a.xlsx": file(made.workbook(), tag='"1"'),
        "/b.pdf": file(made.pdf(["no validator"])),
        "/d.jsp": file(made.workbook(), BYTES, "list.xlsx", tag='"2"'),
    }
    with PortalServer(routes) as site:
        first = scan(tmp_path / "1", site, reuse_hours=0)
        site.log.clear()
        second = scan(tmp_path / "2", site, previous=tmp_path / "1", reuse_hours=0)
        conditional = {r.path for r in site.log if r.headers.get("If-None-Match")}
        assert conditional >= {"/a.xlsx", "/d.jsp?id=1"}
        assert list(first.attachments()) == list(second.attachments())
        capture = second.evidence(f"{site.url}/b.pdf")
        assert capture is not None
        assert capture.unchanged
        assert second.body(f"{site.url}/a.xlsx") == made_again(site, "/a.xlsx")
        assert [f.fingerprint for f in findings(first)] == [f.fingerprint for f in findings(second)]


def test_a_fresh_attachment_is_taken_over_unasked(tmp_path: Path) -> None:
    with PortalServer({**offered("/a.xlsx"), "/a.xlsx": file(made.workbook())}) as site:
        first = scan(tmp_path / "1", site)
        site.asked.clear()
        second = scan(tmp_path / "2", site, previous=tmp_path / "1")
        assert site.asked["/a.xlsx"] == 0
        assert list(first.attachments()) == list(second.attachments())


def test_a_damaged_one_that_was_mended_is_seen(tmp_path: Path) -> None:
    with PortalServer({**offered("/a.xlsx"), "/a.xlsx": file(made.workbook()[:-1500], tag='"1"')}) as site:
        scan(tmp_path / "1", site)
        again = scan(tmp_path / "2", site, previous=tmp_path / "1")
        assert verdict_of(again, site, "/a.xlsx") == "broken truncated"
        site.routes["/a.xlsx"] = file(made.workbook(), tag='"2"')
        mended = scan(tmp_path / "3", site, previous=tmp_path / "2")
        assert verdict_of(mended, site, "/a.xlsx") == "ok"


@pytest.mark.parametrize(
    ("limits", "reading", "told"),
    [
        ({"attachment_bytes": 100}, Reading.TOO_LARGE, "超过大小上限（[crawl] attachment_bytes）没有下载的 1 个"),
        ({"attachments_total": 0}, Reading.NOT_FETCHED, "超过本次下载总量（[crawl] attachments_total）留待下次的 1 个"),
        ({"attachment_bytes": 0}, None, "配置为不读附件"),
    ],
)  # fmt: skip
def test_what_is_not_fetched_is_told(
    tmp_path: Path, limits: dict[str, int], reading: Reading | None, told: str
) -> None:
    with PortalServer({**offered("/a.xlsx"), "/a.xlsx": file(made.workbook())}) as site:
        snapshot = scan(tmp_path / "s", site, **limits)
        assert [a.reading for a in snapshot.attachments()] == ([reading] if reading else [])
        assert verdict_of(snapshot, site, "/a.xlsx") == "ok"
        assert told in note(snapshot)
        assert not findings(snapshot)


def test_large_files_without_a_length_are_left_off(tmp_path: Path) -> None:
    def endless(_: Request) -> Reply:
        return Reply(headers={"Content-Type": BYTES}, drip=lambda: b"PK\x03\x04" + bytes(60_000))

    with PortalServer({**offered("/a.xlsx"), "/a.xlsx": endless}) as site:
        snapshot = scan(tmp_path / "s", site, attachment_bytes=300_000)
        assert readings(snapshot, site) == {"/a.xlsx": "too-large"}


def test_a_site_without_attachments_says_nothing_of_them(tmp_path: Path) -> None:
    with PortalServer({"/": page("/a.html"), "/a.html": page()}) as site:
        assert note(scan(tmp_path / "s", site)) == ""
