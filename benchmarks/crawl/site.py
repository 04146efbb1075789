"""The site of ../shared/bench: real documentation on loopback, and the truth about its links."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urlsplit

SHARED = Path(__file__).parents[3] / "shared" / "bench"
PORTS = {"full": 8090, "small": 8091}
FOLDERS = {"full": "site", "small": "site_small"}


@dataclass(frozen=True, slots=True)
class Site:
    url: str
    pages: tuple[str, ...]
    broken: frozenset[str]  # by links of pages
    broken_styles: frozenset[str]  # only by url() in stylesheets


def open_site(folder: Path, size: str) -> Site:
    """Build and serve the site if need be (root, Debian packages), work out the truth once."""
    base = f"http://127.0.0.1:{PORTS[size]}"
    if not _answers(base):
        subprocess.run(["bash", SHARED / "setup_site.sh", folder], check=True, stdout=sys.stderr)
    truth = folder / f"truth-{size}.json"
    if not truth.exists():
        command = [sys.executable, SHARED / "truth.py", folder / FOLDERS[size], base, truth]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    known = json.loads(truth.read_text())
    return Site(
        f"{base}/",
        tuple(known["pages"]),
        frozenset(map(plain, known["broken"])),
        frozenset(map(plain, known["broken_css"])),
    )


def plain(url: str) -> str:
    """An address as the truth spells it: worked out from files by urljoin, which folds `a//b` into `a/b`."""
    scheme, mark, rest = url.partition("#")[0].rstrip("?").partition("://")
    return scheme + mark + re.sub(r"/{2,}", "/", unquote(rest).replace("http://", "http:/"))


def fails(site: Site, url: str) -> bool:
    """Whether an address of the site, sent exactly as written, is answered with 400 or more, as to a browser."""
    if not url.startswith(site.url):
        return False
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=10)
    try:
        connection.putrequest(
            "GET", "/" + url.removeprefix(site.url).partition("#")[0], skip_accept_encoding=True
        )
        connection.endheaders()
        return connection.getresponse().status >= 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False
