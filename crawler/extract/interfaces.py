"""List interfaces: the addresses from which a page's own script fetches what it lists.

Only GET requests whose address and parameters can be read from the script: string literals, sums of literals, and
names that the script gives one value. Nothing is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

_SCRIPT = re.compile(r"<script\b[^>]{0,500}>(.{10,200000}?)</script>", re.S | re.I)
_CALL = re.compile(
    r"(?:\.ajax|\baxios|\brequest)\s*\(\s*\{"
    r"|(?:\bfetch|\baxios(?:\.get)?|(?:\$|jQuery)\.(?:get|getJSON)|\bhttp\.get|\brequest\.get)\s*\("
    r"|\.open\s*\(\s*[\"']GET[\"']\s*,"
)
_URL = re.compile(r"\burl\s*:\s*")
_GIVEN = re.compile(r"\b(?:params|data)\s*:\s*(\{[^{}]{0,400}\})|^\s*(\{[^{}:]{1,40}:[^{}]{0,400}\})")
_POST = re.compile(r"\b(?:type|method)\s*:\s*[\"'](?!get\b)\w+", re.I)
_TOKEN = re.compile(r"\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n]*)`|((?:\w+\.)*\w+))\s*(\+|$)")
_PAIR = re.compile(r"\s*[\"']?(\w+)[\"']?\s*:\s*([^,]+?)\s*(?:,|$)")
_HOLE = re.compile(r"\$\{\s*([\w.]+)\s*\}")
_NAMED = re.compile(
    r"(?<![\w.])(\w{1,40})\s*[:=]\s*(?:\"([^\"\n]{0,200})\"|'([^'\n]{0,200})'|(\d{1,12}))\s*[,;}\n)]"
)
_DEED = re.compile(
    r"visit|click|count(?![yr])|hits|statist|log(?:in|out)|captcha|verif|vcode|weather|praise|token|session|submit"
    r"|save|delete|update|remove|vote|send|track",
    re.I,
)
_LONGEST, _WINDOW = 300, 800  # characters of an address in a script; of a call that are looked at
_MARKS = (b"fetch(", b"axios", b".ajax", b"getJSON", b".get(", b".open(", b"request(")


def may_fetch(body: bytes) -> bool:
    """Whether a page is worth a look for interfaces. What follows its last script is not searched."""
    end = max(body.rfind(b"</script"), body.rfind(b"</SCRIPT"))
    return end >= 0 and any(body.find(mark, 0, end) >= 0 for mark in _MARKS)


def interfaces(html: str) -> list[str]:
    """Addresses as written, in page order, parameters added; those that count, log in or change something are left out."""
    found: dict[str, None] = {}
    for script in _SCRIPT.findall(html):
        names = _names(script)
        for call in _CALL.finditer(script):
            window = script[call.end() : call.end() + _WINDOW]
            address = _address(window, names, by_options=call[0].endswith("{"))
            if address and not _DEED.search(urlsplit(address).path):
                found[address] = None
    return list(found)


def _address(window: str, names: Mapping[str, str], *, by_options: bool) -> str:
    start = 0
    if by_options:
        if not (url := _URL.search(window)):
            return ""
        start = url.end()
    text, end = _argument(window, start)
    address, rest = _value(text, names), window[end:]
    options = window if by_options else rest.lstrip(", ") if rest.startswith(",") else ""
    if not address or "/" not in address or _POST.search(options.partition("})")[0]):
        return ""
    given = _GIVEN.search(options)
    if not given:
        return address
    query = _query((given[1] or given[2])[1:-1], names)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else ""


def _argument(text: str, start: int) -> tuple[str, int]:
    """The expression that begins there, up to the comma or bracket that ends it."""
    quote, at = "", start
    for at in range(start, min(len(text), start + _LONGEST)):
        c = text[at]
        if quote:
            quote = "" if c == quote else quote
        elif c in "\"'`":
            quote = c
        elif c in ",)}\n":
            return text[start:at], at
    return "", at


def _value(expression: str, names: Mapping[str, str]) -> str | None:
    """What a sum of strings and names comes to; None where it cannot be told."""
    said, at = "", 0
    while at < len(expression):
        token = _TOKEN.match(expression, at)
        if not token or (piece := _piece(token, names)) is None:
            return None
        said, at = said + piece, token.end()
    return said


def _piece(token: re.Match[str], names: Mapping[str, str]) -> str | None:
    double, single, template, name, _ = token.groups()
    if name is not None:
        return name if name.isdigit() else names.get(name.rpartition(".")[2])
    if template is None:
        return double if double is not None else single
    holes = [hole.rpartition(".")[2] for hole in _HOLE.findall(template)]
    return (
        _HOLE.sub(lambda m: names[m[1].rpartition(".")[2]], template) if set(holes) <= names.keys() else None
    )


def _query(text: str, names: Mapping[str, str]) -> str:
    """A flat object of values as a query; "" where one of them cannot be told."""
    pairs: list[tuple[str, str]] = []
    at, text = 0, text.strip().rstrip(",")
    while at < len(text):
        pair = _PAIR.match(text, at)
        value = _value(pair[2].strip(), names) if pair else None
        if pair is None or value is None:
            return ""
        pairs.append((pair[1], value))
        at = pair.end()
    return urlencode(pairs)


def _names(script: str) -> dict[str, str]:
    """Names that the script gives one value."""
    values: dict[str, set[str]] = {}
    for name, double, single, number in _NAMED.findall(script):
        values.setdefault(name, set()).add(double or single or number)
    return {name: given.pop() for name, given in values.items() if len(given) == 1}
