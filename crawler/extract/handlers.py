"""Addresses inside JavaScript: event handlers, javascript: links, inline scripts. All of them are inferred."""

from __future__ import annotations

import re

_LITERAL = re.compile(r"(\+?)\s*(?:\"([^\"\\\n<>]{1,500})\"|'([^'\\\n<>]{1,500})')\s*(?=(\+?))")
_PAGE = (
    r"(?:html?|shtml?|xhtml|jhtml|jspx?|aspx?|php\d?|do|action|pdf|docx?|wps|xlsx?|pptx?|zip|rar|ofd|txt|mp4)"
)
_URL_LIKE = re.compile(
    rf"(?:https?:)?//[\w.-]+\S*|(?:\.{{0,2}}/)+[\w%][^\s]*|[\w%./~-]+\.{_PAGE}(?:[?#]\S*)?", re.I
)
_NOT_URL = re.compile(
    r"^(?:/{1,2}|\./?|\.\./|text/\w+|\d+/\d+(?:/\d+)?|application/\S+|[\w-]+/[\w-]+;?)$", re.I
)
_NAVIGATION = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*[\"']([^\"'\\\n<>]{1,500})[\"']\s*(\+?)"
)
_WRITE = re.compile(r"document\.write(?:ln)?\s*\(((?:[^()]|\([^()]*\)){1,4000})\)")
_WRITTEN = re.compile(
    r"<(?:a|iframe|frame)\b[^<>]{0,300}?\b(?:href|src)\s*=\s*"
    r"(?:(?P<mark>\\?[\"'])(?P<marked>[^\s\"'\\<>+]{1,500})(?P=mark)|(?P<bare>[^\s\"'\\<>+]{1,500})[\s>])",
    re.I,
)  # a value that does not end as it began is glued to what follows: href=\"index"+"_"+n

_GLUED = re.compile(r"\bhref\s*=\s*(?:\\?[\"']){1,2}\s*\+\s*(\w{1,40})\b", re.I)
_ASSIGNED = re.compile(r"\b(\w{1,40})\s*=\s*[\"']([^\"'\n<>]{1,300})[\"']")


def literals(script: str) -> list[str]:
    """URL-like string literals of a handler; pieces that are glued to others with + are no addresses."""
    found = []
    for match in _LITERAL.finditer(script):
        glued, double, single, glue = match.groups()
        text = (double if double is not None else single).strip()
        if not glued and not glue and _URL_LIKE.fullmatch(text) and not _NOT_URL.match(text):
            found.append(text)
    return found


def navigations(script: str) -> list[str]:
    """Targets of location = '…' and window.open('…') in a script."""
    return [target for target, glue in _NAVIGATION.findall(script) if not glue and _is_target(target)]


def written(script: str) -> list[str]:
    """href and src of links a script writes with document.write, also those it holds in variables."""
    names = set(_GLUED.findall(script))
    held = _ASSIGNED.findall(script) if names else []
    found = [target.strip() for name, target in held if name in names and _URL_LIKE.fullmatch(target.strip())]
    for call in _WRITE.finditer(script):
        values = (match["marked"] or match["bare"] for match in _WRITTEN.finditer(call[1]))
        found += [href for href in values if _is_target(href)]
    return found


def _is_target(href: str) -> bool:
    return bool(href.strip()) and not href.lower().startswith(
        ("javascript:", "#", "mailto:", "about:", "data:")
    )
