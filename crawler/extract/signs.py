"""Signs of a footer that is no text of the page: what inline scripts write, and empty elements that scripts fill."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from crawler.extract.tree import Tree, fold

_WORDS = (
    "conac",
    "Conac",
    "beian",
    "jiucuo",
    "zfwz",
    "标识码",
    "ICP",
    "安备",
    "主办",
    "u6807\\u8bc6",
    "u4e3b\\u529e",
)
_SIGN = re.compile(
    r"conac|beian|jiucuo|zfwzzc|zfwzgl|标识码|ICP\s*[备证]|公网安备|公安备案|主办|版权所有|联系(?:电话|方式|我们)",
    re.I,
)
_CODED = re.compile(r"\\u([0-9a-fA-F]{4})")
_AROUND = 80  # characters kept on each side of a sign
_MOST = 2000  # characters kept of a page
_LONGEST = 200_000  # characters of one script that are looked at
_INNER = frozenset(
    [
        "img",
        "input",
        "script",
        "link",
        "meta",
        "a",
        "br",
        "hr",
        "iframe",
        "style",
        "textarea",
        "param",
        "source",
        "area",
        "i",
        "em",
        "b",
    ]
)
_EMPTY = re.compile(
    r"foot|bottom|copy-?right|banquan|dibu|yejiao|conac|dzjg|gov-?mark|jiucuo|find-?wrong|zhaocuo|gongan|beian|wzbs|bszs",
    re.I,
)


def scripted_of(tree: Tree) -> str:
    """The places in inline scripts that speak of a footer's parts, one a line; %XX and \\\\uXXXX are resolved."""
    found: list[str] = []
    for i in tree.named["script"]:
        script = tree.text[i]
        if script and any(word in script for word in _WORDS):
            found += _places(script[:_LONGEST])
        if "sitecode" in tree.attrs[i]:
            found.append(f"{tree.attrs[i].get('id') or ''} sitecode={tree.attrs[i]['sitecode'] or ''}")
    return "\n".join(found)[:_MOST]


def _places(script: str) -> list[str]:
    text = unquote(_CODED.sub(lambda match: chr(int(match[1], 16)), script))
    places: list[str] = []
    start = end = -1
    for match in _SIGN.finditer(text):
        if match.start() > end:
            if end >= 0:
                places.append(fold(text[start:end]))
            start = max(0, match.start() - _AROUND)
        end = match.end() + _AROUND
    return [*places, fold(text[start:end])] if end >= 0 else places


def hollow_of(tree: Tree) -> tuple[str, ...]:
    """Names (id, class, or tag of a custom element) of such elements that hold nothing, or only a script."""
    found: list[tuple[int, str]] = []
    for (classes, identity), elements in tree.called.items():
        name = f"{identity} {classes}".strip()
        if name and _is_part(name):
            found += [(i, name) for i in elements if _is_hollow(tree, i)]
    return tuple(dict.fromkeys([name for _, name in sorted(found)]))


def _is_hollow(tree: Tree, i: int) -> bool:
    size = tree.end[i] - i
    return (size == 1 or (size == 2 and tree.tag[i + 1] == "script")) and tree.tag[i] not in _INNER


@lru_cache(maxsize=4096)
def _is_part(name: str) -> bool:
    return _EMPTY.search(name) is not None
