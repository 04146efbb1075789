"""What rules are given: the snapshot, "now", and what is derived from it once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from checks.affairs import Affairs
from checks.affairs import collect as collect_affairs
from checks.disclosure.gathering import Disclosure, gather
from checks.finding import Occurrence
from checks.identity.signs import Walk
from checks.inventory import learn_columns
from checks.language.sentences import Memory, sentences
from checks.links.occurrences import Ledger, collect
from checks.proofreader import Correction, Proofread, Proofreader
from checks.proofreading import Shield, Usage, default_proofreader
from checks.scheme import Scheme, scheme_of
from checks.security.hosts import Hosts
from checks.security.past import Past, look_back
from checks.security.veils import Veils
from checks.terms import Guard, People, Places, read_leaders
from checks.terms.own import guard_for, people_for, places_for, shield_for
from portal import urls
from portal.calendar import CHINA
from portal.column import Column
from portal.page import Entry
from portal.profile import Profile
from portal.records import Records
from portal.snapshot import History, Snapshot
from portal.target import TargetKind, Verdict

BACKDATED_PAGES = 5  # pages later than the day of inspection that are no slips of the pen
NAMES = "TXT002"  # the rule of protected terms
ROOT_SLASHES = 3  # of "http://host/": nothing belongs to a column because it lies in the root


@dataclass
class Scan:
    """One snapshot being judged. `profile` may be newer than the one it was gathered with.

    `at` judges it for another time than the one it was gathered for. history: what the scans up to this one saw.
    told: known besides the crawl; goes before what the snapshot keeps of that kind.
    """

    snapshot: Snapshot
    profile: Profile
    proofreader: Proofreader = field(default_factory=default_proofreader)
    at: datetime | None = None
    history: History = field(default_factory=History.empty)
    told: Records = field(default_factory=Records)

    @property
    def home(self) -> str:
        return self.snapshot.home

    @property
    def reference_time(self) -> datetime:
        """ "Now" for every rule; aware."""
        return self.at or self.snapshot.reference_time

    @cached_property
    def scheme(self) -> Scheme:
        """The regime the profile asks for."""
        return scheme_of(self.profile.scheme)

    @cached_property
    def today(self) -> date:
        """Day of inspection in China."""
        return self.reference_time.astimezone(CHINA).date()

    @cached_property
    def gathered_on(self) -> date:
        """Day in China on which the crawl began; may be long after the day of inspection."""
        started = self.snapshot.facts.get("started")
        when = datetime.fromisoformat(started) if started else self.reference_time
        return when.astimezone(CHINA).date()

    @cached_property
    def is_backdated(self) -> bool:
        """Whether the inspection is set to a day before the crawl and many pages have appeared since."""
        if self.gathered_on <= self.today:
            return False
        until = self.gathered_on.isoformat()
        later = sum(self.today.isoformat() < day <= until for _, day in self.snapshot.published())
        return later > BACKDATED_PAGES

    @cached_property
    def records(self) -> Records:
        """Visits, accounts and letters: what was told for this judgement, else what was kept when it was gathered."""
        return self.told.over(self.snapshot.records)

    @cached_property
    def gathered(self) -> frozenset[str]:
        """What the scan holds: "pages", "probes", and "external" when other hosts were asked."""
        external = {"external"} if self.snapshot.profile.crawl.external else set()
        return frozenset({"pages", "probes"} | external)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Configured columns, then learned ones; each with its entries."""
        return learn_columns(self.snapshot, self.profile)

    @cached_property
    def links(self) -> Ledger:
        """Faulty addresses and where they stand."""
        return collect(self.snapshot, self.profile)

    def bearers(self, url: str) -> Sequence[Occurrence]:
        """Pages that offer an attachment that was read, and where on them its link is."""
        return self.links.bearers(url)

    @cached_property
    def disclosure(self) -> Disclosure:
        """Yearly reports, names of columns, policy files and their interpretations."""
        return gather(self.snapshot, self.profile.name, self.column_at)

    @cached_property
    def hosts(self) -> Hosts:
        """Whose a host is."""
        return Hosts(self.profile)

    @cached_property
    def veils(self) -> Veils:
        """What the style sheets of the site hide."""
        return Veils(dict(self.snapshot.hidings()))

    @cached_property
    def past(self) -> Past:
        """What earlier scans of the site held."""
        return look_back(self.snapshot, self.history)

    @cached_property
    def gone_outside(self) -> frozenset[str]:
        """Addresses of other hosts that cannot be opened."""
        broken = self.snapshot.targets([Verdict.BROKEN])
        return frozenset(target.url for target in broken if target.kind is TargetKind.EXTERNAL)

    @cached_property
    def announces_leaving(self) -> bool:
        """Whether the site tells people that they leave it, as its home page or the office says."""
        home = self.snapshot.page(self.home)
        return self.profile.security.leaving_notice or bool(home and home.leaving)

    @cached_property
    def affairs(self) -> Affairs:
        """Letters, surveys and guides on the pages."""
        return collect_affairs(self)

    @cached_property
    def signs(self) -> Walk:
        """What every page shows of the site's identity."""
        return Walk(self)

    def memory(self, rule: str) -> Memory[Any]:
        """What a language rule said of the texts it has read in this scan."""
        return self._memories.setdefault(rule, Memory())

    @cached_property
    def _memories(self) -> dict[str, Memory[Any]]:
        return {}

    def read(self, texts: Sequence[str]) -> Sequence[Sequence[Correction]]:
        """Corrections of sentences of the pages; the engine reads each once."""
        return self.memory("sentences").answers(texts, self.proofreader.check_batch)

    @cached_property
    def usage(self) -> Usage:
        """Wordings that are the site's own; made when first asked for: it reads all pages."""
        flawed = self.proofreader.flawed if isinstance(self.proofreader, Proofread) else None
        return Usage(self._documents, self.read, flawed)

    def _documents(self) -> Iterator[list[str]]:
        return ([passage.text for passage in sentences(page)] for page in self.snapshot.pages())

    def guarded(self, texts: Sequence[str]) -> Sequence[Sequence[Correction]]:
        """What is wrong with protected terms and names in sentences; each is read once."""
        return self.memory("terms").answers(texts, self.guard.check_batch)

    def named(self, texts: Sequence[str]) -> Sequence[Sequence[Correction]]:
        """What the rule of protected terms tells of sentences: no other rule tells it again."""
        return [()] * len(texts) if NAMES in self.profile.rules.disabled else self.guarded(texts)

    @cached_property
    def guard(self) -> Guard:
        """The watch over the shipped terms, the site's own and the profile's."""
        return guard_for(self.profile, self.places, self.people)

    @cached_property
    def places(self) -> Places:
        """What the site calls its place and its government."""
        home = self.snapshot.page(self.home)
        return places_for(self.profile, home.meta.get("sitename", "") if home else "")

    @cached_property
    def people(self) -> People:
        """Who holds which office: of the profile, else of the site's own pages about leaders; and of the state."""
        return people_for(self.profile, self.places, read_leaders(self.snapshot))

    @cached_property
    def own_names(self) -> Usage:
        """Names that look like a slip and that the site uses again and again: they are others' names."""
        return Usage(self._documents, self.guarded)

    @cached_property
    def shield(self) -> Shield:
        """Terms and names of the profile that are never called wrong."""
        return shield_for(self.profile)

    @cached_property
    def column_of(self) -> Mapping[str, Column]:
        """Columns by the address of their front page."""
        return {column.url: column for column in self.columns}

    @cached_property
    def listed(self) -> Mapping[str, Entry]:
        """Entries of columns by the address they lead to; of several, the first."""
        found: dict[str, Entry] = {}
        for entry in (entry for column in self.columns for entry in column.entries if entry.url):
            found.setdefault(entry.url, entry)
        return found

    def column_at(self, url: str) -> Column | None:
        """The column a page belongs to: its own front page, else the one in whose directory, or above, it lies."""
        if found := self.column_of.get(url):
            return found
        folder = urls.directory(url)
        while folder.count("/") > ROOT_SLASHES:
            if found := self._column_in.get(folder):
                return found
            folder = folder[: folder.rindex("/", 0, -1) + 1]
        return None

    def column_told(self, url: str) -> tuple[str, str]:
        """Name and owner of the column a page belongs to, also where only the page itself or a list tells it."""
        if found := self.column_at(url):
            return found.name, found.owner
        page = self.snapshot.page(url)
        named = page.column if page else ""
        found = self._by_name.get(named) or self._listing.get(url)
        return (found.name, found.owner) if found else (named, "")

    @cached_property
    def _by_name(self) -> Mapping[str, Column]:
        """Columns by a name that no other has."""
        times = Counter(column.name for column in self.columns)
        return {column.name: column for column in self.columns if times[column.name] == 1}

    @cached_property
    def _listing(self) -> Mapping[str, Column]:
        """Columns by the address of an entry that no other lists."""
        times = Counter(url for column in self.columns for url in {entry.url for entry in column.entries})
        return {e.url: column for column in self.columns for e in column.entries if times[e.url] == 1}

    @cached_property
    def _column_in(self) -> Mapping[str, Column]:
        """Columns by directory, where no other column has its front page there."""
        held: dict[str, list[Column]] = {}
        for column in self.columns:
            held.setdefault(urls.directory(column.url), []).append(column)
        return {folder: columns[0] for folder, columns in held.items() if len(columns) == 1}
