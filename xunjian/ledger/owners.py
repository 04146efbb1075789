"""Which unit answers for a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

from xunjian.store.models import Site, Unit


class Found(Protocol):
    """A finding of a scan, or as stored."""

    @property
    def url(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def owner(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Owners:
    """Everybody who answers for something on a site, read once. prefixes: longest first, without scheme."""

    columns: dict[str, Unit]
    prefixes: tuple[tuple[str, Unit], ...]
    names: dict[str, Unit]

    @classmethod
    def of(cls, site: Site) -> Self:
        held = list(site.ownerships.select_related("unit"))
        prefixes = [(_bare(each.prefix), each.unit) for each in held if each.prefix]
        return cls(
            {each.column: each.unit for each in held if each.column},
            tuple(sorted(prefixes, key=lambda pair: -len(pair[0]))),
            {unit.name: unit for unit in Unit.objects.all()},
        )

    def unit_of(self, finding: Found) -> Unit | None:
        """By column, else by the longest prefix of its address, else the owner the profile names."""
        if unit := self.columns.get(finding.column):
            return unit
        url = _bare(finding.url)
        return next(
            (unit for prefix, unit in self.prefixes if _lies_under(url, prefix)), None
        ) or self.names.get(finding.owner)


def unit_of(site: Site, finding: Found) -> Unit | None:
    return Owners.of(site).unit_of(finding)


def _bare(url: str) -> str:
    """A site that moves from http to https keeps its owners."""
    return url.partition("://")[2]


def _lies_under(url: str, prefix: str) -> bool:
    """ "/xx" is no beginning of "/xxgk/"."""
    rest = url.removeprefix(prefix)
    return rest != url and (not rest or prefix.endswith("/") or rest[0] in "/?#")
