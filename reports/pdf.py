"""PDF of a docx, where LibreOffice is installed; where it is not, that is said and the docx stands."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.errors import OutputError
from reports.files import replacing

PROGRAMS = ("soffice", "libreoffice")
TIMEOUT = 180  # seconds
MISSING = "没有找到 LibreOffice，不能生成 PDF；请安装 LibreOffice，或用 WPS/Word 打开 docx 后另存为 PDF"


def converter() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def write_pdf(paper: Path) -> Path:
    """The PDF beside the docx. Raises OutputError where LibreOffice is missing or does not manage."""
    program = converter()
    if program is None:
        raise OutputError(MISSING)
    path = paper.with_suffix(".pdf")
    with TemporaryDirectory(prefix="xunjian-") as folder:
        command = [
            program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",  # beside one that is open
            "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, str(paper),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)  # noqa: S603 - no shell
            made = (Path(folder) / path.name).read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise OutputError(
                f"LibreOffice 没能把 {paper.name} 转成 PDF；请用 WPS/Word 打开后另存为 PDF"
            ) from error
    with replacing(path) as draft:
        draft.write_bytes(made)
    return path
