"""Where an office keeps everything: database, key, snapshots and reports, in one folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from portal.errors import OutputError, why

VARIABLE = "XUNJIAN_HOME"
FOLDER = "xunjian-data"


def home() -> Path:
    """The folder named by XUNJIAN_HOME, else `xunjian-data` where the program was started."""
    return Path(os.environ.get(VARIABLE, FOLDER)).absolute()


def secret_key(folder: Path) -> str:
    """The key of sessions and signatures; made at the first start, readable by its owner alone."""
    path = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise OutputError(
            f"数据文件夹写不进去：{folder}（{why(error)}）；可用环境变量 {VARIABLE} 另选"
        ) from error
