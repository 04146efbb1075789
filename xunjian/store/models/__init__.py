"""The tables of the office."""

from xunjian.store.models.account import ApiToken, Role, User
from xunjian.store.models.case import Case, Event, EventKind, State
from xunjian.store.models.log import Act
from xunjian.store.models.mock import MockInspection
from xunjian.store.models.office import Office
from xunjian.store.models.outbox import (
    Channel,
    HookEvent,
    HookKind,
    Message,
    MessageFile,
    MessageState,
    Webhook,
)
from xunjian.store.models.probe import Maintenance, Probe
from xunjian.store.models.record import RecordKind, RecordUpload
from xunjian.store.models.reminder import Reminder
from xunjian.store.models.scan import Finding, Scan, ScanKind, ScanState
from xunjian.store.models.site import Declaration, Ownership, Site, Unit

__all__ = [
    "Act", "ApiToken", "Case", "Channel", "Declaration", "Event", "EventKind", "Finding", "HookEvent",
    "HookKind", "Maintenance", "Message", "MessageFile", "MessageState", "MockInspection", "Office",
    "Ownership", "Probe", "RecordKind", "RecordUpload", "Reminder", "Role", "Scan", "ScanKind", "ScanState",
    "Site", "State", "Unit", "User", "Webhook",
]  # fmt: skip
