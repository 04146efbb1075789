"""What CSS declarations do to the eye: whether an element they are set on can be seen."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.page import Cover, Hiding

_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;!}]+)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_NUMBER = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|vw|vh|)")
_SUSPECT = re.compile(r"none|hidden|opacity|indent|absolute|fixed|font|margin|scale", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BLOCK = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # @media …: holds on some screens only
_HIDES = re.compile(r"none|hidden|opacity|indent|absolute|fixed|font-size|margin|scale\(0", re.I)
_NOTHING = re.compile(r"rect\(\s*(?:0|1px)[\s,]|scale\(0")
_SHOWS = re.compile(
    r"display\s*:\s*(?!none)[\w-]+|visibility\s*:\s*visible|opacity\s*:\s*(?:0?\.[1-9]|1)", re.I
)
_COMPOUND = r"[a-z0-9]*(?:[.#][\w\u4e00-\u9fff-]+)+"
_SELECTOR = re.compile(rf"(?:[a-z0-9*]+|{_COMPOUND})(?:\s*[ >]\s*(?:[a-z0-9*]+|{_COMPOUND}))*", re.I)
_PSEUDO = re.compile(r"::?[\w-]+(?:\([^()]*\))?|\[[^\]]*\]")
_RUNNING = frozenset({"a", "b", "em", "font", "i", "p", "span", "strong", "u"})
_FAR = 500  # px
_FARTHER = 5000  # px of a margin: sliders have some, too
_WIDE = 900  # px: a wide box pushed aside is a slider
_RULES = 400  # kept of one style sheet
_SHEET = 500_000  # characters looked at
_NAMES = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "transparent": ""}


@lru_cache(maxsize=4096)
def declared(style: str) -> dict[str, str]:
    """Properties of a style attribute, lower case."""
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(style)}


@lru_cache(maxsize=4096)
def cover_of(style: str, *, closes_gaps: bool = False) -> Cover | None:
    """How a style hides the element it is set on, None if it does not; letters of size 0 may only close gaps."""
    if not _SUSPECT.search(style):
        return None
    given = declared(style)
    plainly = _plainly(given)
    if plainly is Cover.FONT and closes_gaps:
        plainly = None
    return plainly or _box(given) or _away(given)


def _plainly(given: dict[str, str]) -> Cover | None:
    if given.get("display", "") == "none":
        return Cover.DISPLAY
    if given.get("visibility", "") in {"hidden", "collapse"}:
        return Cover.VISIBILITY
    if re.fullmatch(r"0?\.?0+%?", given.get("opacity", "")):
        return Cover.OPACITY
    size = _pixels(given.get("font-size", ""))
    return Cover.FONT if size is not None and 0 <= size <= 1 else None


def is_gapless(tag: str, style: str) -> bool:
    """Whether a box has letters of size 0 only to close the gaps between what it holds: that has its own size."""
    return tag not in _RUNNING and _pixels(declared(style).get("font-size", "")) == 0


def _box(given: dict[str, str]) -> Cover | None:
    """A box of nothing that lets nothing stick out."""
    if _NOTHING.search(given.get("clip", "") + given.get("transform", "")):
        return Cover.BOX
    if given.get("overflow", "") not in {"hidden", "clip"}:
        return None
    width, height = (
        _pixels(given.get("width", "")),
        _pixels(given.get("height") or given.get("max-height", "")),
    )
    flat, thin = height is not None and height <= 1, width is not None and width <= 1
    if (flat and thin) or (height == 1 and not thin):
        return Cover.BOX
    return Cover.FLAT if flat or thin else None


def _away(given: dict[str, str]) -> Cover | None:
    indent = _pixels(given.get("text-indent", ""))
    if indent is not None and indent <= -_FAR:
        return Cover.INDENT
    margins = (_pixels(given.get(f"margin-{side}", "")) for side in ("left", "top"))
    if any(margin is not None and margin <= -_FARTHER for margin in margins):
        return Cover.AWAY
    wide = (_pixels(given.get("width", "")) or 0) >= _WIDE
    if wide or given.get("position", "") not in {"absolute", "fixed"}:
        return None
    offsets = (_pixels(given.get(side, "")) for side in ("left", "top", "right", "bottom"))
    return Cover.AWAY if any(offset is not None and offset <= -_FAR for offset in offsets) else None


def _pixels(value: str) -> float | None:
    found = _NUMBER.match(value)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit in {"%", "vw", "vh"} and number > 0:
        return None
    return number * 16 if unit in {"em", "rem"} else number


def colour(value: str) -> str:
    """A colour as #rrggbb, "" where it is none that can be compared."""
    found = re.search(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", value)
    if found:
        digits = found[0][1:]
        return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))
    return _NAMES.get(value.partition(" ")[0], "")


def hiding(text: str) -> tuple[Hiding, ...]:
    """Rules of a style sheet with simple selectors that hide elements, and those that show the same ones."""
    if not _HIDES.search(text[:_SHEET]):
        return ()
    css = _BLOCK.sub("", _COMMENT.sub("", text[:_SHEET]))
    hides: list[Hiding] = []
    shows: list[Hiding] = []
    for selectors, body in _RULE.findall(css):
        if _HIDES.search(body) and cover_of(body):
            named = ((s, re.split(r"[.#]", s.rpartition(" ")[2])[0]) for s in _simple(selectors))
            covers = ((s, cover_of(body, closes_gaps=is_gapless(tag, body))) for s, tag in named)
            hides += [Hiding(s, cover) for s, cover in covers if cover]
        elif _SHOWS.search(body):
            shows += [Hiding(s.rpartition(" ")[2], None) for s in _simple(_PSEUDO.sub("", selectors))]
    hidden = {name for rule in hides for name in _names(rule.selector)}
    shown = dict.fromkeys(rule for rule in shows if _names(rule.selector) & hidden)
    return (*hides[:_RULES], *list(shown)[:_RULES])


def _simple(selectors: str) -> list[str]:
    found = (" ".join(part.replace(">", " ").split()) for part in selectors.split(","))
    return [s for s in found if _SELECTOR.fullmatch(s) and len(s) < 200 and ("." in s or "#" in s)]


def _names(selector: str) -> set[str]:
    """Classes and ids of the element a selector is about."""
    return set(re.findall(r"[.#][\w\u4e00-\u9fff-]+", selector.rpartition(" ")[2]))
