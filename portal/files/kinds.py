"""What kind a file is shows in its bytes; what it is called, in the answer and the address."""

from __future__ import annotations

import re
import zipfile
from urllib.parse import unquote, unquote_to_bytes

ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
RAR, SEVEN = b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8")
PDF_WITHIN = 1024  # bytes in which readers look for the beginning of a PDF
NAME_LONGEST = 120
_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "OFD.xml": "ofd",
    "ppt/presentation.xml": "pptx",
}
_EXTENDED = re.compile(r"filename\*\s*=\s*([\w-]+)'[^']*'([^;]+)", re.I)
_PLAIN = re.compile(r"filename\s*=\s*(?:\"([^\"]*)\"|([^;]+))", re.I)


def kind_of(body: bytes) -> str:
    """zip, ole, pdf, rtf, rar, 7z or image by the first bytes; "" for anything else."""
    for mark, kind in ((ZIP, "zip"), (OLE, "ole"), (RTF, "rtf"), (RAR, "rar"), (SEVEN, "7z")):
        if body.startswith(mark):
            return kind
    if body.startswith(_PICTURES):
        return "image"
    return "pdf" if PDF in body[:PDF_WITHIN] else ""


def packed_kind(packed: zipfile.ZipFile) -> str:
    """docx, xlsx, ofd, pptx, or zip."""
    names = {name.replace("\\", "/") for name in packed.namelist()}
    return next((kind for part, kind in _PARTS.items() if part in names), "zip")


def name_of(url: str, disposition: str = "") -> str:
    """What a file is called: in the answer's Content-Disposition, else in its address; "" if in neither."""
    named = _named(disposition)
    last = url.partition("?")[0].rpartition("/")[2]
    return " ".join((named or unquote(last, errors="replace")).split())[:NAME_LONGEST]


def extension(name: str) -> str:
    stem, dot, found = name.strip().rpartition(".")
    return found.lower() if dot and stem and found.isalnum() else ""


def _named(disposition: str) -> str:
    """Servers write Chinese names as RFC 5987 wants, percent-encoded, or as bare bytes (latin-1 in a header)."""
    if match := _EXTENDED.search(disposition):
        try:
            return unquote_to_bytes(match[2].strip()).decode(match[1])
        except (LookupError, UnicodeDecodeError):
            return ""
    match = _PLAIN.search(disposition)
    return _decoded((match[1] or match[2] or "").strip()) if match else ""


def _decoded(name: str) -> str:
    if "%" in name:
        return unquote(name, errors="replace")
    try:
        raw = name.encode("latin-1")
    except UnicodeEncodeError:
        return name
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return name
