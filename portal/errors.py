"""Every error this program raises on purpose. Each message is one line that says what to do.

XunjianError
├── ProfileError   the profile cannot be read or is not valid
├── RecordsError   a file of visits, letters or accounts cannot be read
├── StartError     the site cannot be reached at all: wrong URL, unknown host, refused
├── SnapshotError  a snapshot is missing, damaged or of another version
├── OutputError    a folder cannot be written, the disk is full
├── EngineError    a chosen proofreading engine is not installed or did not load
├── LedgerError    a change of a case that its state does not allow, or that lacks a reason
└── WorkbookError  a workbook that came back is not ours, damaged or unsafe
"""

from __future__ import annotations

import errno


class XunjianError(Exception):
    """Base of all named errors; the command line prints the message and exits with 2."""


class ProfileError(XunjianError):
    pass


class RecordsError(XunjianError):
    pass


class StartError(XunjianError):
    pass


class SnapshotError(XunjianError):
    pass


class OutputError(XunjianError):
    pass


class EngineError(XunjianError):
    pass


class LedgerError(XunjianError):
    pass


class WorkbookError(XunjianError):
    pass


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "同时打开的文件太多",
    errno.EADDRINUSE: "端口已被占用",
}
_DATABASE = {
    "disk is full": "磁盘已满",
    "readonly": "没有权限或磁盘是只读的",
    "disk I/O error": "磁盘读写出错，或磁盘已满",
    "unable to open": "打不开数据库文件",
    "locked": "另一个程序正在使用",
    "malformed": "数据库文件已损坏",
    "not a database": "数据库文件已损坏",
}


def why(error: Exception) -> str:
    """What the system or SQLite says went wrong, in a clerk's words."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return next((told for words, told in _DATABASE.items() if words in str(error)), str(error))
