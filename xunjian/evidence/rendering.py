"""An archived page as HTML of our own making: its text and layout, the fault marked, nothing that runs or loads.

Only elements and attributes named here are written, every text escaped and masked. What is served is shown in a sandbox
besides, under a policy that forbids scripts and every request (POLICY).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from csp.constants import NONE, SELF, UNSAFE_INLINE
from markupsafe import escape

from crawler.extract.decode import decode
from crawler.extract.head import base_of
from crawler.extract.reader import LARGEST
from crawler.extract.runs import DROPPED, INLINE, is_hidden, runs_of
from crawler.extract.tree import Tree, build
from portal.snapshot import Capture
from portal.urls import join
from reports.masking import clean, clean_url
from xunjian.evidence.marks import Marks

POLICY: dict[str, object] = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [True],
}
_KEPT_NAMES = (
    "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt "
    "em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark menu nav ol p pre q s samp section "
    "small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_KEPT = frozenset(_KEPT_NAMES.split())
_VOID = frozenset({"br", "col", "hr", "wbr"})
_UNWRAPPED = frozenset({"html", "body", "head"})
_ATTRIBUTES = (
    "id", "style", "align", "valign", "width", "height", "border", "cellpadding", "cellspacing", "bgcolor", "color", "size",
    "face", "colspan", "rowspan", "dir", "start",
)  # fmt: skip
_ADDRESSES = (
    "href", "src", "data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "original", "lazy-src", "data",
    "background", "poster", "value", "action",
)  # fmt: skip
_STAND_INS = {
    "img": "图片",
    "iframe": "框架",
    "video": "视频",
    "audio": "音频",
    "object": "插件",
    "embed": "插件",
}
_PREFIX = "xunjian-"  # of our own classes, and the id of the first mark
FAULT = f"{_PREFIX}fault"
_STYLE = (files("xunjian.evidence") / "archived.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Rendered:
    """marks: how often the fault was found and marked."""

    html: str
    marks: int


def render(capture: Capture, marks: Marks, caption: str = "") -> Rendered:
    """`caption` stands above the page, on a picture of it."""
    kind = next((value for name, value in capture.headers if name.lower() == "content-type"), "")
    text, _ = decode(capture.body, kind)
    tree = build(text[:LARGEST].encode("utf-8", "replace"))
    writer = _Writer(tree, base_of(tree, capture.url), marks)
    told = writer.write_title() + writer.write()
    above = f'<div class="{_PREFIX}title {_PREFIX}caption">{escape(clean(caption))}</div>' if caption else ""
    own = "\n".join(tree.text[i] for i in tree.named["style"]).replace("</", "<\\/")
    html = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(clean(capture.url))}</title>'
        f"<style>{own}</style><style>{_STYLE}</style></head><body>{above}{told}</body></html>"
    )
    return Rendered(html, writer.marks)


class _Writer:
    """One page being written. marks: so far."""

    def __init__(self, tree: Tree, base: str, marks: Marks) -> None:
        self._tree, self._base, self._wanted = tree, base, marks
        self.marks = 0
        self._texts = {node: text for run in runs_of(tree) for node, text in self._run(run.start, run.end)}

    def write_title(self) -> str:
        titles = (i for i in self._tree.named["title"] if self._tree.tag[self._tree.parent[i]] != "svg")
        text = clean(self._tree.text[first]) if (first := next(titles, None)) is not None else ""
        shown = self._marked([text])[0] if text.strip() else ""
        return f'<div class="{_PREFIX}title">网页标题：{shown}</div>' if shown else ""

    def write(self) -> str:
        tree, told, closing = self._tree, [], [(len(self._tree.tag), "")]
        i = 0
        while i < len(tree.tag):
            while closing[-1][0] <= i:
                told.append(closing.pop()[1])
            if not tree.tag[i]:
                told.append(self._texts[i] if i in self._texts else str(escape(clean(tree.text[i]))))
                i += 1
            elif (begun := self._open(i)) is None:
                told.append(self._stand_in(i))
                i = tree.end[i]
            else:
                told.append(begun[0])
                closing.append((tree.end[i], begun[1]))
                i += 1
        return "".join(told + [end for _, end in reversed(closing)])

    def _open(self, i: int) -> tuple[str, str] | None:
        """Begin and end of an element; None where what is in it is not written."""
        tag, attributes = self._tree.tag[i], self._tree.attrs[i]
        if tag in _UNWRAPPED and tag != "head":
            return "", ""
        if (
            tag in DROPPED
            or tag in {"img", "input", "link", "meta", "base", "embed"}
            or is_hidden(attributes)
        ):
            return None
        name = tag if tag in _KEPT else "span" if tag in INLINE else "div"
        kept = [(key, attributes.get(key) or "") for key in _ATTRIBUTES if attributes.get(key)]
        classes = [c for c in (attributes.get("class") or "").split() if not c.startswith(_PREFIX)]
        said = "".join(
            f' {key}="{escape(clean(value))}"' for key, value in kept if not value.startswith(_PREFIX)
        )
        said += (
            f' title="{escape(clean_url(href))}"' if tag == "a" and (href := attributes.get("href")) else ""
        )
        return f"<{name}{self._look(i, classes)}{said}>", "" if tag in _VOID else f"</{name}>"

    def _look(self, i: int, classes: list[str]) -> str:
        """The class attribute, and the id where this is the first fault."""
        named = ""
        if self._is_target(i):
            named, classes = self._named(), [*classes, self._kind]
        return named + (f' class="{escape(" ".join(classes))}"' if classes else "")

    def _stand_in(self, i: int) -> str:
        """What is shown for a picture, a frame or a choice: a word where something stands that is seen, or at fault."""
        tag, attributes = self._tree.tag[i], self._tree.attrs[i]
        if tag == "select":
            options = [
                self._stand_in(n) for n in range(i + 1, self._tree.end[i]) if self._tree.tag[n] == "option"
            ]
            return self._thing(i, "下拉选择") + "".join(options)
        if tag == "option":
            return self._thing(i, f"选项：{clean(self._tree.text_of(i))}") if self._is_target(i) else ""
        words = _STAND_INS.get(tag)
        if words is None or is_hidden(attributes):
            return self._unseen(i)
        alt = clean(attributes.get("alt") or attributes.get("title") or "").strip()
        return self._thing(i, f"{words}：{alt}" if alt else words)

    def _unseen(self, i: int) -> str:
        """A link at fault within what the page does not show; "" where there is none."""
        found = next((n for n in range(i, self._tree.end[i]) if self._is_target(n)), None)
        return (
            self._thing(found, f"页面上不显示：{clean(self._tree.text_of(found))}")
            if found is not None
            else ""
        )

    def _thing(self, i: int, words: str) -> str:
        return f"<span{self._look(i, [f'{_PREFIX}thing'])}>{escape(words)}</span>"

    def _is_target(self, i: int) -> bool:
        target, attributes = self._wanted.target, self._tree.attrs[i]
        if not target or not attributes:
            return False
        for written in filter(None, (attributes.get(name) for name in _ADDRESSES)):
            address, fragment = join(self._base, written)
            if target in {
                written,
                clean_url(written),
                clean_url(address),
                clean_url(f"{address}#{fragment}"),
            }:
                return True
        return False

    def _run(self, start: int, end: int) -> list[tuple[int, str]]:
        """The text nodes of a paragraph as they are written: masked as a whole, for a number may be broken up."""
        nodes = list(self._seen(start, end))
        texts = [clean(self._tree.text[node]) for node in nodes]
        whole = clean("".join(self._tree.text[node] for node in nodes))
        if whole != "".join(texts):
            texts = [whole, *[""] * (len(nodes) - 1)]
        return list(zip(nodes, self._marked(texts), strict=True))

    def _seen(self, start: int, end: int) -> Iterator[int]:
        """Text nodes, without what a paragraph holds but does not show."""
        tree, i = self._tree, start
        while i < end:
            if not tree.tag[i]:
                yield i
            elif tree.tag[i] in DROPPED or is_hidden(tree.attrs[i]):
                i = tree.end[i]
                continue
            i += 1

    def _marked(self, texts: list[str]) -> list[str]:
        """Texts that follow one another, escaped, what is at fault in them marked."""
        spans = list(self._wanted.spans("".join(texts)))
        told, at = [], 0
        for text in texts:
            told.append(self._cut(text, [(start - at, end - at) for start, end in spans]))
            at += len(text)
        return told

    def _cut(self, text: str, spans: list[tuple[int, int]]) -> str:
        """spans: counted from the beginning of this text; they may begin before it and end behind it."""
        told, at = [], 0
        for start, end in spans:
            begin, stop = max(start, 0), min(end, len(text))
            if begin >= stop:
                continue
            told.append(str(escape(text[at:begin])))
            told.append(f'<mark{self._named()} class="{self._kind}">{escape(text[begin:stop])}</mark>')
            at = stop
        return "".join([*told, str(escape(text[at:]))])

    @property
    def _kind(self) -> str:
        return f"{FAULT} {_PREFIX}mended" if self._wanted.mended else FAULT

    def _named(self) -> str:
        """Counts a mark; the first one can be gone to."""
        self.marks += 1
        return f' id="{FAULT}"' if self.marks == 1 else ""
