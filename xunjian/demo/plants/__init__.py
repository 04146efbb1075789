"""Further sections of the sample portal: one module a group of rules, beside it the key to its faults.

A module has `FRONTS`, name and path of the pages the site map leads to, and `paths(ground)`, every path it answers.
Its key `<module>.toml` lists `[[planted]]` faults: rule, at (end of the path of the page or target at fault), and
outcome where it is not "fail". All else on its pages looks like a fault and is none.
"""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from xunjian.demo.layout import Reply, page

SITE_MAP = "/wzdt/"
STRANGERS = 7


@dataclass(frozen=True, slots=True)
class Ground:
    """What a section is built on. `away`: the other sample host (http://…/); `dead`: an address nobody answers at;
    `strangers`: hosts that are neither the portal's nor the government's.
    """

    today: date
    away: str
    dead: str
    strangers: tuple[str, ...] = tuple(f"http://www.stranger{number}.example/" for number in range(STRANGERS))


@dataclass(frozen=True, slots=True)
class Planted:
    rule: str
    at: str
    outcome: str = "fail"


def sections(ground: Ground) -> dict[str, Reply]:
    """Every path of all sections, and the site map that leads to them."""
    found: dict[str, Reply] = {}
    for module in _modules():
        found |= module.paths(ground)
    fronts = [front for module in _modules() for front in module.FRONTS]
    return found | {SITE_MAP: _site_map(fronts)}


def key() -> tuple[Planted, ...]:
    """Every planted fault of the portal, sections included."""
    keys = [files("xunjian.demo") / "answers.toml"]
    keys += [
        files("xunjian.demo.plants") / f"{module.__name__.rpartition('.')[2]}.toml" for module in _modules()
    ]
    tables: list[dict[str, Any]] = [tomllib.loads(path.read_text(encoding="utf-8")) for path in keys]
    return tuple(Planted(**fault) for table in tables for fault in table.get("planted", ()))


def _site_map(fronts: Iterable[tuple[str, str]]) -> Reply:
    links = "".join(f'<p><a href="{path}">{name}</a></p>' for name, path in fronts)
    return page("网站地图", f"<h2>网站地图</h2>{links}")


@cache
def _modules() -> tuple[ModuleType, ...]:
    return tuple(importlib.import_module(m.name) for m in pkgutil.iter_modules(__path__, f"{__name__}."))
