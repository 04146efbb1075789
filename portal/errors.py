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
