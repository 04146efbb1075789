"""Writing a file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError, FileSizeError

from portal.errors import OutputError, why


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its place when the block ends well. Raises OutputError."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(path)
    except (OSError, FileCreateError, FileSizeError) as error:
        raise OutputError(
            f"写不成文件：{path}（{why(error)}）；请检查磁盘空间和文件夹权限，并关闭正打开它的 Excel/WPS"
        ) from error
    finally:
        _discard(draft)


def _discard(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return
