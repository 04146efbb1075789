"""Pages of a list that exist only as numbers in a script: TRS createPageHTML and its relatives."""

from __future__ import annotations

import re

_ARGS = r"\(([^()]{3,200})\)"
_CREATE = re.compile(rf"\b(?:createPage(?:HTML|Html|s)?|createHTML|pageHtml|createPager)\w*\s*{_ARGS}", re.I)
_OPTIONS = re.compile(r"\bPager\s*\(\s*\{([^{}]{5,400})\}", re.I)
_OPTION = re.compile(r"(\w+)\s*:\s*[\"']?([\w./-]+)")
_COUNT = re.compile(r"\bvar\s+(?:countPage|pageCount|totalPages?|nPageCount)\s*=\s*[\"']?(\d{1,5})", re.I)
_NAME = re.compile(r"[\"']([\w-]{1,80})[\"']\s*,\s*[\"'](\w{2,6})[\"']")
_WRITES_INDEX = re.compile(r"[\"'][^\"']*\b(index)_[\"']?")
_MOST = 2000  # pages one pager may announce


def pages(script: str) -> list[str]:
    """Relative addresses of pages 2 to n: index_1.html … index_{n-1}.html."""
    for call in _CREATE.finditer(script):
        name = _NAME.search(call[1])
        numbers = re.findall(r"(?:^|,)\s*[\"']?(\d{1,5})[\"']?\s*(?=,|$)", call[1])
        if name and numbers:
            return _names(int(numbers[0]), name[1], name[2])
    for call in _OPTIONS.finditer(script):
        options = {key.lower(): value for key, value in _OPTION.findall(call[1])}
        if options.get("size", "").isdigit() and "prefix" in options and "suffix" in options:
            return _names(int(options["size"]), options["prefix"], options["suffix"])
    count = _COUNT.search(script)
    if count and _WRITES_INDEX.search(script):
        suffix = re.search(r"\.(s?html?)\b", script)
        return _names(int(count[1]), "index", suffix[1] if suffix else "html")
    return []


def _names(total: int, name: str, suffix: str) -> list[str]:
    return [f"{name}_{number}.{suffix}" for number in range(1, min(total, _MOST))]
