"""A folder into which returned workbooks are dropped: mails as .eml (by a mail client or fetchmail), or bare .xlsx.

What was read goes to done/, what could not be used to rejected/, each with a .txt beside it that says what was done or
why not. A mail counts as that of the unit whose address it comes from, and touches that unit's cases only; such an
address can be forged, and all a forger gains is a remark or a recheck. A bare workbook was put there by the office.
"""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from hashlib import sha256
from pathlib import Path

from portal.calendar import CHINA
from portal.errors import WorkbookError, XunjianError
from xunjian.mail.outbox import post
from xunjian.mail.take_back import Returned, take_back
from xunjian.store.models import Act, Case, Office, Unit

INBOX, DONE, REJECTED = "inbox", "done", "rejected"
LARGEST = 25_000_000  # bytes of a mail
UNFINISHED = (".", "~$")  # names of files that are still being written or open elsewhere
SETTLED = 30  # seconds since a file was last written to; a younger one may not be whole yet


@dataclass(frozen=True, slots=True)
class Collected:
    """One file of the folder. path: where it lies now · returned: None where nothing could be read."""

    path: Path
    told: str
    returned: Returned | None = None


def collect(folder: Path, at: datetime) -> tuple[Collected, ...]:
    """Reads every mail and workbook in `folder`, the oldest name first, and clears them away."""
    inbox = folder / INBOX
    for name in (inbox, inbox / DONE, inbox / REJECTED):
        name.mkdir(parents=True, exist_ok=True)
    return tuple(_collect(path, at) for path in sorted(inbox.iterdir()) if _is_ready(path, at))


def _is_ready(path: Path, at: datetime) -> bool:
    usable = path.suffix.lower() in {".eml", ".xlsx"} and not path.name.startswith(UNFINISHED)
    if not usable or path.is_symlink() or not path.is_file():
        return False
    return abs(at.timestamp() - path.stat().st_mtime) >= SETTLED


def _collect(path: Path, at: datetime) -> Collected:
    try:
        returned = _read(path, at)
    except XunjianError as error:
        return _put_away(path, REJECTED, at, str(error), None)
    told = "\n".join((returned.summary(), *map(str, returned.refused)))
    useless = returned.refused and not returned.done
    return _put_away(path, REJECTED if useless else DONE, at, told, returned)


def _read(path: Path, at: datetime) -> Returned:
    if path.stat().st_size > LARGEST:
        raise WorkbookError(f"文件超过 {LARGEST // 1_000_000} MB，没有读取")
    content = path.read_bytes()
    if path.suffix.lower() == ".xlsx":
        return _take_back(content, None, at, path.name)
    sender, books = _open(content)
    units = tuple(Unit.objects.filter(email__iexact=sender)) if sender else ()
    if not units:
        known = f"发件人 {sender[:100] or '（空）'} 不是任何单位登记的邮箱"
        raise WorkbookError(f"{known}；请核对后由办公室上传其中的表格")
    if len(books) != 1:
        wrong = f"有 {len(books)} 个 .xlsx 附件" if books else "没有 .xlsx 附件"
        raise WorkbookError(f"邮件里{wrong}；请只附一份填好的《整改台账》")
    return _take_back(books[0], units, at, path.name)


def _open(content: bytes) -> tuple[str, tuple[bytes, ...]]:
    """Address of the sender, "" where there is none, and every workbook in the mail."""
    try:
        mail = email.message_from_bytes(content, policy=default)
        return parseaddr(str(mail.get("From", "")))[1], tuple(_workbooks(mail))
    except (IndexError, AttributeError, TypeError, ValueError, LookupError) as error:
        # what the parser of the standard library raises on headers that are none
        raise WorkbookError("邮件残缺，读不出发件人或附件；请由办公室打开邮件，上传其中的表格") from error


def _workbooks(mail: EmailMessage) -> Iterator[bytes]:
    for part in mail.walk():
        name = (part.get_filename() or "").lower()
        if not part.is_multipart() and name.endswith(".xlsx"):
            content = part.get_payload(decode=True)
            yield content if isinstance(content, bytes) else b""


def _take_back(content: bytes, units: tuple[Unit, ...] | None, at: datetime, name: str) -> Returned:
    cases = Case.objects.all() if units is None else Case.objects.filter(unit__in=units)
    returned = take_back(content, cases, at)
    who = "、".join(unit.name for unit in units or ()) or "办公室"
    Act.objects.create(
        actor_name=f"收件夹（{who}）"[:150], verb="导入台账", subject=name[:200], detail=returned.summary()
    )
    if units and returned.refused:
        _answer(units[0], content, returned, at)
    return returned


def _answer(unit: Unit, content: bytes, returned: Returned, at: datetime) -> None:
    """Tells the unit which rows were not followed, once per workbook."""
    lines = (
        f"{unit.name}：", "", "收到你单位交回的《整改台账》。" + returned.summary(), "", "没有登记的行和原因：",
        *map(str, returned.refused), "", "请改好这些行后再交一次；已经登记的不用再管。", "", Office.current().name,
    )  # fmt: skip
    post(
        f"answer-{sha256(content).hexdigest()[:32]}",
        to=unit.email,
        subject=f"交回的《整改台账》有 {len(returned.refused)} 行没有登记",
        body="\n".join(lines) + "\n",
        at=at,
        unit=unit,
    )


def _put_away(path: Path, folder: str, at: datetime, told: str, returned: Returned | None) -> Collected:
    place = path.parent / folder
    stem, number = f"{at.astimezone(CHINA):%Y%m%d-%H%M%S}-{path.stem}", 1
    target = place / f"{stem}{path.suffix}"
    while target.exists():
        number += 1
        target = place / f"{stem}-{number}{path.suffix}"
    path.replace(target)
    target.with_suffix(target.suffix + ".txt").write_text(told + "\n", encoding="utf-8")
    return Collected(target, told, returned)
