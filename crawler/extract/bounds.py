"""Bounds on markup that no page needs and that costs a parser quadratic time: attributes of a tag, depth, tags in all.

Browsers bound the depth too, Blink at 512. The tags and attributes beyond are left out; the text stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

ATTRIBUTES, DEPTH, FORMATS = 500, 512, 50  # of one tag · open at once · of those, that format
TAG, WORK = 60, 32_000_000  # cost of a tag beside its depth; of all of them: 450,000 tags of a flat page
LINKS = 100_000
_SMALL, _FEW = 100_000, 10_000  # bytes in which attributes, tags whose depth can do no harm
_MANY, _STRETCH = 60_000, 8192  # tags that are too many for a count to tell; bytes counted at a time
_ENDLESS = (b"<br", b"<img", b"<hr", b"<input", b"<meta", b"<link", b"<!--")
_ATTRIBUTE = rb"(?:[\s/]++[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+)?+)?+)"
_CROWD = re.compile(rb"%b{%d}" % (_ATTRIBUTE, ATTRIBUTES))
_CROWDED = re.compile(rb"<[a-zA-Z][^\s/>]*+" + _CROWD.pattern)
_REST = re.compile(rb"%b*+[\s/]*+>?+" % _ATTRIBUTE)
_TAG = re.compile(rb"<(?:!--|(/?)([a-zA-Z][^\s/>]*+))")
_RAW = {  # elements without markup inside, and what ends them
    name: re.compile(rb"</%b(?![^\s/>])" % name, re.I) for name in b"script style textarea title xmp".split()
}
_FLAT = frozenset(  # elements without an end, or that end by themselves: they do not nest
    b"a area base basefont bgsound body br button col colgroup dd dt embed frame head hr html img input keygen li link meta"
    b" nobr optgroup option p param rp rt source tbody td tfoot th thead track tr wbr".split()
)
_FORMAT = frozenset(
    b"b big code em font i s small strike strong tt u".split()
)  # each paragraph opens them anew

TOO_MUCH = "页面的标签过多、嵌套过深或属性过多，超出的部分没有读取"
TOO_MANY_LINKS = f"页面的链接过多，只读取了前 {LINKS} 个"


def bounded(html: bytes) -> tuple[bytes, bool]:
    """UTF-8 HTML within the bounds, and whether something was left out."""
    tags = html.count(b"<")
    tame = tags <= _FEW or (tags <= _MANY and _is_level(html))
    if tame and (len(html) <= _SMALL or not _CROWDED.search(html)):
        return html, False
    pieces, done = [], 0
    for start, end in _surplus(html):
        pieces.append(html[done:start])
        done = end
    return (b"".join([*pieces, html[done:]]), True) if pieces else (html, False)


def _is_level(html: bytes) -> bool:
    """Whether counting alone shows that never much is open: tags without an end aside, what begins soon ends."""
    level = 0
    for start in range(0, len(html), _STRETCH):
        part = html[start : start + _STRETCH]
        level += part.count(b"<") - 2 * part.count(b"</") - sum(map(part.count, _ENDLESS))
        if level > FORMATS:
            return False
        level = max(level, 0)
    return True


def _surplus(html: bytes) -> Iterator[tuple[int, int]]:
    """The places of what is to be left out."""
    at = depth = formats = work = 0
    opened: Counter[bytes] = Counter()
    while tag := _TAG.search(html, at):
        if not (name := (tag[2] or b"").lower()):
            at = _find(html, b"-->", tag.end())
            continue
        if (work := work + TAG + depth) > WORK:
            yield tag.start(), len(html)
            return
        at = _REST.match(html, tag.end()).end()  # type: ignore[union-attr]  # matches the empty string too
        formatting = name in _FORMAT
        if tag[1]:
            if opened[name]:  # an end without a beginning ends nothing
                opened[name] -= 1
                depth, formats = depth - 1, formats - formatting
            continue
        nests = name not in _FLAT
        if nests and (depth >= DEPTH or (formatting and formats >= FORMATS)):
            nests = False
            yield tag.start(), at
        elif (crowd := _CROWD.match(html, tag.end(), at)) and at - crowd.end() > len(b" />"):
            yield crowd.end(), at - 1
        if nests:
            opened[name] += 1
            depth, formats = depth + 1, formats + formatting
        if name in _RAW:
            ended = _RAW[name].search(html, at)
            at = ended.start() if ended else len(html)


def _find(html: bytes, what: bytes, start: int) -> int:
    at = html.find(what, start)
    return at if at >= 0 else len(html)
