"""What a rule is, and how rules are found: every module two levels down in `checks` may define one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import checks
from checks.finding import Fault, Severity
from checks.scan import Scan
from portal.page import Page

PageCheck = Callable[[Page, Scan], Iterable[Fault]]
SiteCheck = Callable[[Scan], Iterable[Fault]]
CODE = re.compile(r"[A-Z]{3}\d{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs` names what the scan must have gathered (see Scan.gathered); else the outcome is `unknown` · files: a page rule
    that reads attachments too.
    """

    code: str
    name: str
    severity: Severity
    needs: frozenset[str]
    page_check: PageCheck | None
    site_check: SiteCheck | None
    doc: str
    file: str
    files: bool = False

    @property
    def title(self) -> str:
        """First line of the rule's documentation."""
        return self.doc.splitlines()[0]


def page_rule(
    code: str, name: str, severity: Severity, *needs: str, files: bool = False
) -> Callable[[PageCheck], Rule]:
    """A rule that judges one page at a time, and with `files` one attachment; it never holds the whole site."""
    return lambda check: _rule(code, name, severity, needs, check, page_check=check, files=files)


def site_rule(code: str, name: str, severity: Severity, *needs: str) -> Callable[[SiteCheck], Rule]:
    """A rule that needs the whole scan: columns, targets, baselines."""
    return lambda check: _rule(code, name, severity, needs, check, site_check=check)


def _rule(
    code: str,
    name: str,
    severity: Severity,
    needs: tuple[str, ...],
    where: Callable[..., object],
    page_check: PageCheck | None = None,
    site_check: SiteCheck | None = None,
    *,
    files: bool = False,
) -> Rule:
    module = inspect.getmodule(where)
    if module is None or not module.__doc__ or not module.__file__:
        raise ValueError(f"{code}: the module needs a docstring")
    doc = inspect.cleandoc(module.__doc__)
    return Rule(code, name, severity, frozenset(needs), page_check, site_check, doc, module.__file__, files)


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by code. Raises ValueError when two share a code."""
    found: dict[str, Rule] = {}
    for name in _modules():
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, Rule):
                if value.code in found and found[value.code] is not value:
                    raise ValueError(f"{value.code} is defined twice: {found[value.code].file}, {value.file}")
                found[value.code] = value
    return dict(sorted(found.items()))


def _modules() -> Iterator[str]:
    """Modules two levels down; the proofreading engine holds no rules, and training parts of it need more packages."""
    for group in pkgutil.iter_modules(checks.__path__, "checks."):
        if group.ispkg and group.name != "checks.proofreading":
            package = importlib.import_module(group.name)
            yield from (found.name for found in pkgutil.iter_modules(package.__path__, f"{group.name}."))
