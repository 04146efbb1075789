"""One page as the crawler saw it: text blocks, dates, list entries, links. Plain values, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum

from msgspec import Struct


class Zone(StrEnum):
    """Part of a page a block of text or a link stands in."""

    TITLE = "title"
    BODY = "body"
    LIST = "list"
    NAV = "nav"
    FOOTER = "footer"


class LinkKind(StrEnum):
    """What a link is for. ANCHOR and FRAME lead people on; the others are parts of the page."""

    ANCHOR = "anchor"  # a, area, form, option, onclick, meta refresh, pager
    FRAME = "frame"  # iframe, frame, object
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style"  # link rel=stylesheet, CSS url()
    MEDIA = "media"  # video, audio, source, track, embed


STUB = 80  # characters a page that only sends people on may show
_NO_COLUMN = frozenset(
    {"正文", "内容", "详情", "详细", "详细信息", "详细内容", "文章内容", "信息内容", "浏览文章"}
)
_CUT = 12  # characters from which a crumb may be the beginning of a title
EMBEDDED = frozenset({LinkKind.SCRIPT, LinkKind.FRAME})


class Block(
    Struct, frozen=True, gc=False
):  # blocks and links are many: quicker to make and read than a dataclass
    """A run of visible text between block elements, white space folded. `index` in `Page.blocks` locates it."""

    zone: Zone
    text: str


class Cell(Struct, frozen=True, gc=False, array_like=True):
    """Where a block of a file stands; head: what the first rows of its column say, "" where it is in no table."""

    place: str
    head: str = ""


class Link(Struct, frozen=True, gc=False):
    """One occurrence of a link.

    href is as written; url is the absolute target without fragment, "" when it cannot be a web address
    (file:, C:\\, unresolved template …). `inferred` marks targets read out of script or computed pagers.
    """

    href: str
    url: str
    text: str = ""
    kind: LinkKind = LinkKind.ANCHOR
    zone: Zone = Zone.BODY
    fragment: str = ""
    inferred: bool = False


class Cover(StrEnum):
    """By what links are kept from the reader's eye. The last six also serve honest menus, tabs and popups."""

    TAIL = "tail"  # behind </html>
    BOX = "box"  # a box of 0 or 1 px
    FONT = "font"  # letters of 0 or 1 px
    AWAY = "away"  # far off the screen
    COLOUR = "colour"  # letters in the colour of their background
    MARQUEE = "marquee"  # a marquee too small or too fast to be seen
    SCRIPT = "script"  # hidden by a script next to it
    ENCODED = "encoded"  # written by a script that spells them in codes
    DISPLAY = "display"  # display: none, hidden
    VISIBILITY = "visibility"
    OPACITY = "opacity"
    FLAT = "flat"  # height 0 and no overflow
    INDENT = "indent"  # text-indent far to the left
    NOSCRIPT = "noscript"


@dataclass(frozen=True, slots=True)
class Outside:
    """Neighbouring links of a page to hosts that are neither its own nor the government's.

    tag: a, iframe, form … · path: elements from the body down, as "div#id.class" · cover: how the page itself
    hides them, None if it does not · opens: something on the page looks as if it could show what is hidden (tabs, a
    label above, a script that names it) · inside: links to its own or government hosts in the hidden element.
    """

    tag: str
    links: tuple[tuple[str, str], ...]  # address and text
    path: tuple[str, ...] = ()
    cover: Cover | None = None
    opens: bool = False
    inside: int = 0


@dataclass(frozen=True, slots=True)
class Hiding:
    """A rule of a style sheet that hides (cover) or shows (None) elements; selector: compounds parted by spaces."""

    selector: str
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: the title a reader sees (the full one if cut), its date, its target ("" if none).

    `inferred_year` is true when the page shows only month and day.
    """

    title: str
    date: Day | None
    url: str
    inferred_year: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes were read. Empty strings mean "not declared"."""

    used: str
    http: str = ""
    meta: str = ""
    errors: int = 0

    @property
    def mismatch(self) -> bool:
        """Whether a declaration contradicts the bytes (browsers obey HTTP, then meta)."""
        return any(_family(d) != _family(self.used) for d in (self.http, self.meta) if d)


def _family(name: str) -> str:
    key = name.lower().replace("_", "-")
    return (
        "gb18030" if key in {"gb2312", "gbk", "gb18030", "x-gbk", "gb-2312"} else key.replace("utf8", "utf-8")
    )


@dataclass(frozen=True, slots=True)
class Published:
    """Publication date of a page and how it was found.

    how: "label" (a 发布日期-like label) · "near" (after the headline) · "script" (written by inline JS)
    · "meta" (only the PubDate tag) · "none". `meta` is the date in the PubDate tag, kept to compare.
    """

    date: Day | None = None
    how: str = "none"
    meta: Day | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Barriers:
    """What keeps people who see badly or use a keyboard from a page: places without a name, and the page's own bars."""

    images: int = 0  # img of the main part without alt
    links: int = 0  # links without text, title or picture with alt
    fields: int = 0  # form fields without label, title or placeholder
    no_language: bool = False  # html without lang
    zoom_locked: bool = False  # viewport forbids enlarging


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched and parsed. `url` is the address it was fetched from, without fragment."""

    url: str
    status: int = 200
    title: str = ""
    encoding: Encoding = field(default_factory=lambda: Encoding("utf-8"))
    published: Published = field(default_factory=Published)
    breadcrumb: tuple[Crumb, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # lower-case name → content
    blocks: tuple[Block, ...] = ()
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()  # id and a[name] values, for #fragments
    scripted: str = ""  # what inline scripts hold of a footer's words and addresses, unescaped
    hollow: tuple[str, ...] = ()  # names of empty elements that are to be a footer or a part of one
    barriers: Barriers = Barriers()
    depth: int = 0
    digest: str = ""  # SHA-256 of the body as received (after transfer decoding)
    size: int = 0  # bytes of that body
    notes: tuple[str, ...] = ()  # what went wrong while reading it
    outside: tuple[Outside, ...] = ()
    diverts: tuple[
        str, ...
    ] = ()  # other hosts' addresses that a script sends visitors from search engines to
    leaving: bool = False  # tells people that they are about to leave the site
    cells: tuple[Cell, ...] = ()  # of a file that is read like a page: where each block stands

    @property
    def text(self) -> str:
        """Blocks in page order, one a line."""
        return "\n".join([block.text for block in self.blocks])

    @property
    def main_text(self) -> str:
        """The article itself: title and body blocks, without navigation, lists and footer."""
        return "\n".join([b.text for b in self.blocks if b.zone is Zone.BODY or b.zone is Zone.TITLE])

    @property
    def embedded(self) -> set[str]:
        """Addresses of what the page takes in, or sends what people write to."""
        parts = {link.url for link in self.links if link.kind in EMBEDDED and link.url}
        return parts | {url for group in self.outside if group.tag != "a" for url, _ in group.links}

    @property
    def onward(self) -> str:
        """Where a page that only sends people on (meta refresh, script) leads; "" for a page with content."""
        if self.entries or len(self.text) > STUB:
            return ""
        leads = [link for link in self.links if link.kind is LinkKind.ANCHOR and link.url != self.url]
        targets = {link.url for link in leads}
        sends = any(link.inferred or not link.text.strip() for link in leads)
        return targets.pop() if sends and len(targets) == 1 else ""

    @property
    def column(self) -> str:
        """Column this page says it belongs to: meta ColumnName, else the last crumb after 首页 that is no title, else ""."""
        if name := self.meta.get("columnname", "").strip():
            return name
        crumbs = [crumb for crumb in self.breadcrumb[1:] if crumb.name not in _NO_COLUMN]
        if crumbs and crumbs[-1].url in {"", self.url} and self._is_headline(crumbs[-1].name):
            crumbs.pop()
        return crumbs[-1].name if crumbs else ""

    def _is_headline(self, name: str) -> bool:
        """Whether a crumb is the article's title, or as much of it as there was room for; a list's is its column."""
        title = next((block.text for block in self.blocks if block.zone is Zone.TITLE), "")
        cut = name.rstrip(".… ")
        whole = len(cut) == len(name) < _CUT
        return not (self.entries and not self.published.date) and (
            title == name if whole else title.startswith(cut)
        )
