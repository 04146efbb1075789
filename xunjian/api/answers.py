"""What the API answers with. The names of the fields are those of the store and of `proofread --json`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from xunjian.store.models import Event, EventKind, ScanKind, ScanState, State


class Health(Schema):
    status: str


class Trouble(Schema):
    detail: str


class SiteAnswer(Schema):
    id: int
    name: str
    home: str
    nightly: bool
    probing: bool


class ScanAnswer(Schema):
    """error: why it failed · pages, known: progress"""

    id: int
    site: int = Field(alias="site_id")
    kind: ScanKind
    state: ScanState
    reference_time: datetime
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    stage: str
    pages: int
    known: int
    error: str


class FindingAnswer(Schema):
    """places: [url, locator] pairs, not all of `count` · verified: whether `basis` was read in the original"""

    id: int
    scan: int = Field(alias="scan_id")
    fingerprint: str
    rule: str
    name: str
    severity: str
    outcome: str
    url: str
    target: str
    column: str
    text: str
    suggestion: str
    message: str
    basis: str
    verified: bool
    count: int
    places: list[Any]


class CaseAnswer(Schema):
    id: int
    site: int = Field(alias="site_id")
    fingerprint: str
    rule: str
    severity: str
    state: State
    confirmed: bool
    unit: str | None = Field(None, alias="unit.name")
    found_at: datetime
    due: date | None
    closed_at: datetime | None
    lapses: date | None
    finding: FindingAnswer


class EventAnswer(Schema):
    """actor: nobody where the program acted"""

    at: datetime
    kind: EventKind
    before: str
    after: State
    actor: str | None
    note: str

    @staticmethod
    def resolve_actor(event: Event) -> str | None:
        return str(event.actor) if event.actor else None


class CaseHistory(CaseAnswer):
    events: list[EventAnswer]


class Manuscript(Schema):
    """site: whose leaders and words are known · at: the day it bears, by default today"""

    text: str
    site: int | None = None
    at: date | None = None


class CorrectionAnswer(Schema):
    start: int
    end: int
    wrong: str
    right: str
    probability: float
    shown: bool
    source: str


class RemarkAnswer(Schema):
    """What a rule says. title: of the rule · right: what should stand there, null where that cannot be told"""

    rule: str
    title: str
    severity: str
    outcome: str
    start: int
    end: int
    wrong: str
    right: str | None
    message: str
    suggestion: str


class LineAnswer(Schema):
    """One line with what is wrong; start and end count its characters. corrections: of the engine of wrong words ·
    remarks: of all rules, those corrections among them
    """

    text: str
    corrections: list[CorrectionAnswer]
    remarks: list[RemarkAnswer]
