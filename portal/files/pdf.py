"""Text of a PDF, by pypdf: a line is what stands on one line of the page, rows of a list cut at their spaces."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from io import BytesIO

from portal.attachment import Line, Reading
from portal.files.bounds import MOST_PAGES, TRUNCATED, FileError

SECONDS = 15.0  # of work on one file; a page set letter by letter takes a third of a second
_END = b"%%EOF"
_OBJECT = re.compile(rb"\d+ \d+ obj\b")
_END_WITHIN = 4096
_WHOLE_NUMBER = re.compile(r"(?<!\S)(?:1\d{10}|\d{15,18}[\dXx]?)(?!\S)")  # a column of its own


def pdf_lines(body: bytes) -> Iterator[Line]:
    from pypdf import PdfReader  # noqa: PLC0415 - a tenth of a second, only where there is a PDF
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415

    try:
        document = PdfReader(BytesIO(body), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise FileError(Reading.LOCKED)
        pages = document.pages
        count = len(pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise FileError(Reading.LOCKED) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise _unopened(body) from error
    until = time.process_time() + SECONDS
    for number in range(count):
        if number >= MOST_PAGES or time.process_time() > until:
            raise FileError(Reading.FAILED)
        try:
            text = pages[number].extract_text()
        except (
            PyPdfError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
        ) as error:
            raise FileError(Reading.FAILED) from error
        for line in text.splitlines():
            yield Line(f"第{number + 1}页", _cells(line))


def _unopened(body: bytes) -> FileError:
    """One that begins like a PDF and has no end was cut off; of others it is not sure that no program opens them."""
    cut = _OBJECT.search(body) is not None and _END not in body[-_END_WITHIN:]
    return FileError(Reading.DAMAGED, TRUNCATED) if cut else FileError(Reading.FAILED)


def _cells(line: str) -> tuple[str, ...]:
    text = line.strip()
    if _WHOLE_NUMBER.search(text):
        return tuple(text.split())
    return (" ".join(text.split()),) if text else ()
