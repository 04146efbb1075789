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
_SIGNS = 32  # bytes of the doctype or first tag by which UTF-16 is known
_SAMPLE = 20_000  # characters weighed when both readings have errors
_REPAIRABLE = 50  # decoding errors up to which broken GB text is realigned
_FREQUENT_COST, _COMMON_COST, _ODD_COST = 0, 1, 3  # how little a character is to be expected
_GAIN = 4  # cost saved that proves a byte is missing; a single rare character costs less
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # what shifted bytes often make; no page means it
_HIGH = re.compile(rb"[\x81-\xfe]+")
_TRAIL = re.compile(rb"[\x30-\x39\x40-\x7e]")  # second bytes below 0x80; digits begin four-byte characters
_REPLACEMENT = "\ufffd".encode("gb18030")


_FREQUENT = frozenset(  # 500 characters that make up three quarters of any Chinese text
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小"
    "物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建"
    "月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议"
    "声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支"
    "般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞"
    "，。、：；（）《》“”？！　"
)


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
    if wide := _wide(body[:_SIGNS]):
        text = body.decode(wide, "replace")
        return text, Encoding(wide, http, meta, text.count("\ufffd"))
    if body.isascii():
        declared = next((d for d in (http, meta) if _ASCII_COMPATIBLE.fullmatch(d)), "utf-8")
        return body.decode("ascii"), Encoding(declared.lower(), http, meta)
    try:
        return body.decode("utf-8"), Encoding("utf-8", http, meta)
    except UnicodeDecodeError:
        text, name, errors = _likelier(body)
    return text, Encoding(name, http, meta, errors)


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of its tags is 0."""
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) > len(start) * 3 // 8:
            return name
    return ""


def _find_http(content_type: str) -> str:
    found = _DECLARED_HTTP.search(content_type)
    return found[1] if found else ""


def _likelier(body: bytes) -> tuple[str, str, int]:
    utf8, gb = body.decode("utf-8", "replace"), body.decode("gb18030", "replace")
    utf8_errors, gb_errors = utf8.count("\ufffd"), gb.count("\ufffd")
    if utf8_errors + _oddity(utf8) <= gb_errors + _oddity(gb):
        return utf8, "utf-8", utf8_errors
    if gb_errors <= _REPAIRABLE and (gb_errors or _PRIVATE.search(gb)):
        gb = _realigned(body).decode("gb18030", "replace")
    return gb, "gb18030", gb.count("\ufffd")


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
    before = [_cost(run[i : i + 2]) for i in range(0, len(run) - 1, 2)]
    after = [_cost(run[i : i + 2]) for i in range(1, len(run) - 1, 2)]
    left = accumulate(after, lambda cost, one: cost - one, initial=sum(after))
    kept = accumulate(before, initial=0)
    least, at = min((front + back, 2 * i) for i, (front, back) in enumerate(zip(kept, left, strict=True)))
    if following and not _TRAIL.fullmatch(following):
        return at  # the last byte has nothing to go with
    as_it_is = sum(before) + (_cost(run[-1:] + following) if following else 0)  # a body may be cut off
    return at if as_it_is - least >= _GAIN else -1


def _cost(pair: bytes) -> int:
    text = pair.decode("gb18030", "replace")
    if text in _FREQUENT:
        return _FREQUENT_COST
    return _ODD_COST if "\ufffd" in text or _UNLIKELY.search(text) else _COMMON_COST
