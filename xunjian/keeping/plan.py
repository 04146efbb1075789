"""What would go, and its going: for the page, the command and the nightly job the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

from portal.errors import XunjianError
from xunjian.jobs.locks import site_held
from xunjian.keeping import pictures, sent, snapshots
from xunjian.keeping.item import WHY, Item, Kind, megabytes
from xunjian.store.models import Act, Office, Site

PROGRAM = "程序"
SENT = "邮件和推送"


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind at one place. size: bytes."""

    place: str
    kind: Kind
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)

    @property
    def why(self) -> str:
        return WHY[self.kind]

    @property
    def told(self) -> str:
        return megabytes(self.size)


def plan(at: datetime) -> list[Group]:
    """Nothing is changed."""
    office = Office.current()
    groups = (_groups(site.name, _of_site(site, at, office)) for site in Site.objects.all())
    return [*chain.from_iterable(groups), *_groups(SENT, sent.items(at, office))]


def clear(at: datetime) -> int:
    """Do it, with a row in the log for each group; returns bytes freed. A site that is being scanned waits for the next
    night; one whose snapshots cannot be read is left alone, and that is logged too.
    """
    office, freed = Office.current(), 0
    for site in Site.objects.all():
        with site_held(site) as held:
            if held:
                freed += _clear_site(site, at, office)
    return freed + sum(_do(group, at) for group in _groups(SENT, sent.items(at, office)))


def _clear_site(site: Site, at: datetime, office: Office) -> int:
    try:
        return sum(_do(group, at) for group in _groups(site.name, _of_site(site, at, office)))
    except (XunjianError, OSError) as error:
        Act.objects.create(
            actor_name=PROGRAM, verb="清理没有做完", subject=site.name[:200], detail=str(error)
        )
        return 0


def _of_site(site: Site, at: datetime, office: Office) -> Iterator[Item]:
    yield from snapshots.items(site, at, office)
    yield from pictures.items(site, at, office)


def _groups(place: str, items: Iterable[Item]) -> list[Group]:
    kinds = list(Kind)
    ordered = sorted(items, key=lambda item: kinds.index(item.kind))
    return [Group(place, kind, tuple(found)) for kind, found in groupby(ordered, key=lambda item: item.kind)]


def _do(group: Group, at: datetime) -> int:
    """The log names each thing; of a snapshot its own record says which files, with the time and the reason."""
    freed = sum(item.act(at) for item in group.items)
    names = "、".join(item.name for item in group.items)
    Act.objects.create(
        actor_name=PROGRAM,
        verb="清理",
        subject=f"{group.place}：{group.kind} {group.count} 项"[:200],
        detail=f"腾出 {megabytes(freed)}。{group.why}。{names}",
    )
    return freed
