"""Bytes to text: UTF-8 if it is UTF-8, else the likelier of UTF-8 and GB18030. Declarations are only recorded."""

from __future__ import annotations

import codecs
import re
from itertools import accumulate

from portal.page import Encoding

_DECLARED_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_DECLARED_META = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_WINDOW = 8192  # bytes; browsers look at 1024, real pages put scripts first
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ASCII_COMPATIBLE = re.compile(
    r"(?:utf-?8|gb2312|gbk|x-gbk|gb18030|iso-8859-1|latin-?1|us-ascii|ascii|windows-1252)", re.I
)
_SAMPLE = 20_000  # characters weighed when both readings have errors
_REPAIRABLE = 50  # decoding errors up to which broken GB text is realigned
_GAIN = 3  # odd characters fewer that prove a byte is missing
_HIGH = re.compile(rb"[\x81-\xfe]+")
_REPLACEMENT = "\ufffd".encode("gb18030")


def _common_hanzi() -> str:
    """GB2312 level 1 (3,755 characters) and Chinese punctuation, as the inside of a regex class."""
    rows = range(0xB0, 0xD8)
    level1 = "".join(bytes((r, c)).decode("gb2312", "ignore") for r in rows for c in range(0xA1, 0xFF))
    return level1 + "\u2010-\u2027\u3000-\u3011\uff00-\uff5e·×°"


_UNLIKELY = re.compile(f"[^\\x00-\\x7f{_common_hanzi()}]")


def decode(body: bytes, content_type: str = "") -> tuple[str, Encoding]:
    """Text of the body and how it was read; `errors` counts undecodable places (shown as U+FFFD)."""
    http = _find_http(content_type)
    found = _DECLARED_META.search(body, 0, _META_WINDOW)
    meta = found[1].decode("ascii", "replace") if found else ""
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(name, "replace")
            return text, Encoding(name, http, meta, text.count("\ufffd"))
    if body.isascii():
        declared = next((d for d in (http, meta) if _ASCII_COMPATIBLE.fullmatch(d)), "utf-8")
        return body.decode("ascii"), Encoding(declared.lower(), http, meta)
    try:
        return body.decode("utf-8"), Encoding("utf-8", http, meta)
    except UnicodeDecodeError:
        text, name, errors = _likelier(body)
    return text, Encoding(name, http, meta, errors)


def _find_http(content_type: str) -> str:
    found = _DECLARED_HTTP.search(content_type)
    return found[1] if found else ""


def _likelier(body: bytes) -> tuple[str, str, int]:
    utf8, gb = body.decode("utf-8", "replace"), body.decode("gb18030", "replace")
    utf8_errors, gb_errors = utf8.count("\ufffd"), gb.count("\ufffd")
    if utf8_errors + _oddity(utf8) <= gb_errors + _oddity(gb):
        return utf8, "utf-8", utf8_errors
    if 0 < gb_errors <= _REPAIRABLE:
        gb = _realigned(body).decode("gb18030", "replace")
    return gb, "gb18030", gb_errors


def _oddity(text: str) -> int:
    """How many characters of the text's start hardly occur in Chinese prose (mojibake is full of them)."""
    return len(_UNLIKELY.findall(text[:_SAMPLE]))


def _realigned(body: bytes) -> bytes:
    """GB text in which a byte was lost or overwritten, with U+FFFD in its place.

    Such a byte leaves a run of high bytes with odd length, and every character after it in the run is wrong.
    """
    pieces, done = [], 0
    for run in _HIGH.finditer(body):
        if len(run[0]) % 2 and (at := _misfit(run[0], body[run.end() : run.end() + 1])) >= 0:
            pieces += [body[done : run.start() + at], _REPLACEMENT]
            done = run.start() + at + 1
    return b"".join([*pieces, body[done:]])


def _misfit(run: bytes, following: bytes) -> int:
    """Index of the byte without which a run reads best; -1 if it reads well with the byte that follows."""
    before = [_is_odd(run[i : i + 2]) for i in range(0, len(run) - 1, 2)]
    as_it_is = sum(before) + _is_odd(run[-1:] + following)
    if as_it_is < _GAIN:
        return -1
    after = [_is_odd(run[i : i + 2]) for i in range(1, len(run) - 1, 2)]
    costs = accumulate(after, lambda cost, odd: cost - odd, initial=sum(after))
    kept = accumulate(before, initial=0)
    cost, at = min((front + back, 2 * i) for i, (front, back) in enumerate(zip(kept, costs, strict=True)))
    return at if as_it_is - cost >= _GAIN else -1


def _is_odd(pair: bytes) -> int:
    """1 for two bytes that are no common character, else 0."""
    text = pair.decode("gb18030", "replace")
    return int("\ufffd" in text or _UNLIKELY.search(text) is not None)
