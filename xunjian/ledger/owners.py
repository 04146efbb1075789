"""Which unit answers for a finding."""

from __future__ import annotations

from dataclasses import dataclass

from xunjian.store.models import Finding, Ownership, Site, Unit


@dataclass(frozen=True, slots=True)
class Owners:
    """by_prefix: longest first · by_name: for the owners named in a profile."""

    by_column: dict[str, Unit]
    by_prefix: tuple[tuple[str, Unit], ...]
    by_name: dict[str, Unit]

    @classmethod
    def of(cls, site: Site) -> Owners:
        rows = Ownership.objects.filter(site=site).select_related("unit")
        prefixes = [(row.prefix, row.unit) for row in rows if row.prefix]
        return cls(
            {row.column: row.unit for row in rows if row.column},
            tuple(sorted(prefixes, key=lambda pair: -len(pair[0]))),
            {unit.name: unit for unit in Unit.objects.all()},
        )

    def unit_of(self, finding: Finding) -> Unit | None:
        """By column, then by the longest prefix of the page's address, then by the profile."""
        if finding.column in self.by_column:
            return self.by_column[finding.column]
        for prefix, unit in self.by_prefix:
            if finding.url.startswith(prefix):
                return unit
        return self.by_name.get(finding.owner)
