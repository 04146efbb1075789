"""Which list page is only page 2, 3 … of another."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from portal import urls

_PAGE_KEY = re.compile(
    r"^(?:page|p|pn|pg|pageno|pagenum|pagenumber|pageindex|curpage|currentpage|cur_page|pages?)$", re.I
)
_INDEX = re.compile(
    r"^(?P<head>index|default|list|node|common_list|column|lists?|iList)[_-]\d+(?P<ext>\.\w+)$", re.I
)
_TAIL = re.compile(r"^(?P<head>.+?)[_-]\d+(?P<ext>\.\w+)$")
_NUMBER = re.compile(r"^\d{1,4}\.\w+$")  # tzgg/2.htm of tzgg.htm
_DIRECTORY_INDEX = re.compile(r"(?<=/)(?:index|default|main)\.(?:s?html?|jsp|aspx?|php)$", re.I)
_EXTENSION = re.compile(r"\.\w{2,5}$")
STEP = re.compile(r"^\W*(?:下一?页|尾页|末页|最后一?页|上一?页|next|last|\d{1,4})\W*$", re.I)


def front_key(url: str) -> str:
    """One spelling for a directory and its index page: /tzgg/index.html and /tzgg/ are one column."""
    return _DIRECTORY_INDEX.sub("", url.partition("?")[0]) if "?" not in url else url


def folder_below(url: str) -> str:
    """The folder whose pages are below a page: its own for an index page, that of its name for another; "" for none.

    Pages beside it are none of its: /tzgg.htm has /tzgg/, not its neighbours.
    """
    folder = urls.directory(url)
    if front_key(url) == folder:
        return folder
    return "" if "?" in url else _EXTENSION.sub("", url) + "/"


def is_pager(url: str, known: Container[str]) -> bool:
    """Whether an address is a further page of a list. `known` holds the `front_key`s of list pages."""
    parts = urlsplit(url)
    folder, _, file = parts.path.rpartition("/")
    query = parse_qsl(parts.query, keep_blank_values=True)
    rest = [(key, value) for key, value in query if not (_PAGE_KEY.match(key) and value.isdigit())]
    if len(rest) < len(query):
        turned = any(_PAGE_KEY.match(key) and value.isdigit() and int(value) > 1 for key, value in query)
        return turned or front_key(urlunsplit(parts._replace(query=urlencode(rest)))) in known
    return any(
        front_key(urlunsplit(parts._replace(path=path))) in known for path in _fronts(folder, file)
    ) or (_INDEX.match(file) is not None and file.lower().startswith(("index", "default")))


def _fronts(folder: str, file: str) -> list[str]:
    """Paths of which this file may be a further page."""
    found = []
    if match := _INDEX.match(file):
        found += [f"{folder}/", f"{folder}/{match['head']}{match['ext']}"]
    if match := _TAIL.match(file):
        found += [f"{folder}/{match['head']}{match['ext']}", f"{folder}/{match['head']}_1{match['ext']}"]
    if _NUMBER.match(file):
        found += [f"{folder}{ext}" for ext in (".htm", ".html", ".shtml")] + [f"{folder}/"]
    return [path for path in found if path != f"{folder}/{file}"]
