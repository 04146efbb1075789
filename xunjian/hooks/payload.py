"""One event as other programs read it. Names of fields are those of the HTTP API. No person's name, no free text of people."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import UNSET, Struct, UnsetType, json, structs

from portal.calendar import CHINA
from reports.masking import clean, clean_url
from xunjian.store.models import Case, HookEvent, Scan, Site


class SiteFact(Struct, frozen=True):
    id: int
    name: str
    home: str

    @classmethod
    def of(cls, site: Site) -> SiteFact:
        return cls(site.pk, site.name, site.home)


class ScanFact(Struct, frozen=True):
    """night: the date a nightly scan is for · error: why it did not finish."""

    id: int
    kind: str
    state: str
    night: date | None
    pages: int
    error: str

    @classmethod
    def of(cls, scan: Scan) -> ScanFact:
        return cls(scan.pk, scan.kind, scan.state, scan.night, scan.pages, clean(scan.error))


class CaseFact(Struct, frozen=True):
    """confirmed: false where a person still has to look · due: last day to mend it."""

    id: int
    rule: str
    name: str
    severity: str
    state: str
    confirmed: bool
    unit: str | None
    column: str
    url: str
    message: str
    due: date | None

    @classmethod
    def of(cls, case: Case) -> CaseFact:
        found, unit = case.finding, case.unit.name if case.unit else None
        return cls(
            case.pk, case.rule, clean(found.name), case.severity, case.state, case.confirmed, unit, clean(found.column),
            masked_url(found.url), clean(found.message), case.due,
        )  # fmt: skip


class Payload(Struct, frozen=True):
    """id: the same for the same event, however often it is sent · at: when it happened · timestamp: Unix seconds of
    when it was sent; part of what is signed.
    """

    id: str
    event: HookEvent
    at: datetime
    office: str
    site: SiteFact | None = None
    scan: ScanFact | None = None
    night: date | None = None
    reason: str = ""
    cases: tuple[CaseFact, ...] = ()
    timestamp: int | UnsetType = UNSET

    def encoded(self) -> str:
        return json.encode(structs.replace(self, at=self.at.astimezone(CHINA))).decode()


def stamped(body: str, at: datetime) -> bytes:
    """What is sent and signed, to the byte."""
    payload = json.decode(body, type=Payload)
    return json.encode(structs.replace(payload, timestamp=int(at.timestamp())))


def masked_url(url: str) -> str:
    """Leaves the office: numbers of persons in the query are masked, though the address may then not open."""
    address, mark, query = clean_url(url).partition("?")
    return address + mark + clean(query)
