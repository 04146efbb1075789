"""Documents as LibreOffice writes them, offered on a loopback portal: read whole, told when cut off."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crawler.helpers import scan
from tests.crawler.portal_server import PortalServer
from tests.crawler.test_attachments import file, findings, offered, readings
from tests.portal import documents as made

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
ROWS = [["姓名", "身份证号"], ["张三", "230102199001011230"]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "list.xlsx").write_bytes(made.workbook(ROWS))
    (folder / "notice.docx").write_bytes(made.document(["关于公示的通知"], ROWS))
    found = {}
    for kind, source in (("xlsx", "list.xlsx"), ("xls", "list.xlsx"), ("docx", "notice.docx"), ("doc", "notice.docx"),
                         ("pdf", "notice.docx")):  # fmt: skip
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        order = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
        subprocess.run([*order, str(folder / source)], check=True, capture_output=True)
        found[f"/{kind}.{kind}"] = (folder / "out" / f"{Path(source).stem}.{kind}").read_bytes()
    return found


def test_what_office_programs_write(written: dict[str, bytes], tmp_path: Path) -> None:
    cut = {f"/cut{path}": body[: len(body) * 7 // 10] for path, body in written.items()}
    files = {**written, **cut}
    with PortalServer({**offered(*files), **{path: file(body) for path, body in files.items()}}) as site:
        snapshot = scan(tmp_path / "s", site)
        found = {(f.rule, f.target.removeprefix(site.url)) for f in findings(snapshot)}
        assert found == {("LNK004", path) for path in cut} | {
            ("PRV001", path) for path in ("/xlsx.xlsx", "/docx.docx", "/pdf.pdf")
        }
        assert {path for path, how in readings(snapshot, site).items() if how == "unread"} == {
            "/xls.xls",
            "/doc.doc",
        }
