"""Names beside titles: a name one slip away from that of the person who has the title, or one no longer in office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks.proofreader import Correction
from checks.proofreading.characters import is_han
from checks.terms.likely import LEVELS, alike
from checks.terms.naming import OWN, TITLE, is_name

ELSEWHERE = re.compile(
    r"(?:(?![的了在和与对到由向是等同及])[\u4e00-\u9fff]){2,7}?(?:省|自治区|市|区|县|旗|州|盟)"
    r"(?=(?:人民)?政府|[市区县旗州盟]长|委|人大|政协|副[省市区县旗州盟]长|常务)"
)
HERE = ("中国", "我国")
_POST = re.compile(r"副?[区县市州旗盟]长|[区县市州旗盟]委副?书记")
LATELY = timedelta(days=180)  # in which people are taken to have had the post they have
_CLAUSE = re.compile(r"[，。；：！？,;:\s]")
GRACE = timedelta(days=60)  # after leaving office, in which a report may still come out
_ENDS = frozenset(
    "将就主出参指强调率到赴在表宣会见作对和与及说一带讲致前实深听检看督要同代为走慰先先陪介首现"
)
_PRESENT = re.compile(r"同?志?(?:主持|出席|会见|调研|强调|指出|致辞|参加|赴|率|到)")
_PAST = re.compile(
    r"\d{4}年|[〇○零一二三四五六七八九]{4}年|时任|原|前|曾|当时|历史|回忆|当年|任命|免去|去世|逝世|追悼"
)
_FEWEST = 15  # characters of a sentence that tells of a deed; shorter ones are signatures


@dataclass(frozen=True, slots=True)
class Person:
    """title: in full as given, "区委副书记、区长" · office: its dates where known."""

    name: str
    title: str
    from_: date | None = None
    until: date | None = None
    source: str = ""

    @property
    def offices(self) -> tuple[tuple[str, str], ...]:
        """Each title word with what stands before it: ("区委", "书记")."""
        return tuple(
            (part[: match.start()], match[0])
            for part in re.split(r"[、，, ]+", self.title)
            for match in TITLE.finditer(part)
            if match.end() == len(part)
        )


class People:
    """places: names of the site's own place; with another before it, a title is another person's."""

    def __init__(self, people: Iterable[Person], places: Iterable[str] = ()) -> None:
        self._people = tuple(people)
        self._places = tuple(places)
        self._names = frozenset(person.name for person in self._people)
        self._holders: dict[str, list[tuple[str, Person]]] = {}
        for person in self._people:
            for prefix, word in person.offices:
                self._holders.setdefault(word, []).append((prefix, person))
        words = sorted(self._holders, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, words)) or "(?!)")  # a quick first look
        self._held = re.compile("|".join(f"(?<!副){re.escape(word)}" for word in words) or "(?!)")

    def check(self, text: str) -> Iterator[Correction]:
        """Names beside titles that are nearly those of who has them."""
        for match in self._titles(text):
            if self._named(text, match.start(), match.end()):
                continue
            for prefix, person in self._holders[match[0]]:
                start = _beside(text, match, person.name)
                if start is not None and self._same_office(
                    text[: min(start, match.start())], match[0], prefix
                ):
                    yield _correction(text, start, person)
                    break

    def out_of_office(self, text: str, day: date) -> Iterator[tuple[Person, int, int]]:
        """People told of as if they had a title that they left long before that day: (who, start, end)."""
        if len(text) < _FEWEST or _PAST.search(text):
            return
        for match in self._titles(text):
            for prefix, person in self._holders[match[0]]:
                start, end = match.end(), match.end() + len(person.name)
                if (
                    text.startswith(person.name, start)
                    and person.until
                    and day > person.until + GRACE
                    and _PRESENT.match(text, end)
                    and self._same_office(text[: match.start()], match[0], prefix)
                    and not self._in_office(person.name, match[0], day)
                ):
                    yield person, match.start(), end

    def mistitled(self, text: str, day: date, today: date) -> Iterator[tuple[Person, str, int, int]]:
        """People told of with another post of the same ladder than they have: (who, post written, start, end).

        Only of days in their known term, or lately where its beginning is not known; not under a signature.
        """
        if _PAST.search(text):
            return
        for match in _POST.finditer(text):
            for person in self._people:
                end = match.end() + len(person.name)
                if (
                    text.startswith(person.name, match.end())
                    and end < len(text)
                    and _ends(text, end)
                    and (person.from_ or today - LATELY) <= day <= (person.until or today)
                    and self._same_office(text[: match.start()], match[0], "")
                    and self._contradicts(match[0], person.name)
                ):
                    yield person, match[0], match.start(), end
                    break

    def _titles(self, text: str) -> Iterator[re.Match[str]]:
        return self._held.finditer(text) if self._words.search(text) else iter(())

    def _contradicts(self, post: str, name: str) -> bool:
        """Whether a post goes against those a person is known to have; of a party post, more must be known."""
        titles = "、".join(person.title for person in self._people if person.name == name)
        held = {found[0] for found in _POST.finditer(titles)}
        rivals = {one for one in held if one[-1] == post[-1] and one.lstrip("副")[0] == post.lstrip("副")[0]}
        if post.endswith("委书记"):
            rivals = {one for one in held if one.lstrip("副")[0] == post[0]}
        return bool(rivals) and post not in held

    def _in_office(self, name: str, word: str, day: date) -> bool:
        return any(
            person.name == name and (person.until is None or day <= person.until + GRACE)
            for _, person in self._holders[word]
        )

    def _named(self, text: str, start: int, end: int) -> bool:
        """Whether a known name stands right before or after the title."""
        return any(text.startswith(name, end) or text.endswith(name, 0, start) for name in self._names)

    def _same_office(self, before: str, word: str, prefix: str) -> bool:
        """Whether a title word after this text means the office: not that of another place or body."""
        clause = _CLAUSE.split(before)[-1]
        if not all(map(self._is_here, ELSEWHERE.findall(clause + word))):
            return False
        if word in OWN or not clause or not is_han(clause[-1]):
            return True
        if prefix:
            return clause.endswith(prefix if prefix[0] in LEVELS else prefix[-3:])
        return clause.endswith((*self._places, *HERE))

    def _is_here(self, place: str) -> bool:
        """Whether a place is the site's own: 南岗区, or the 南岗区区 of 南岗区区委."""
        return place.endswith(self._places) or place[:-1].endswith(self._places)


def _beside(text: str, match: re.Match[str], name: str) -> int | None:
    """Where a near miss of the name stands after or before the title."""
    size = len(name)
    after, before = match.end(), match.start() - size
    if _is_slip(text[after : after + size], name) and _ends(text, after + size):
        return after
    if (
        before >= 0
        and _is_slip(text[before : before + size], name)
        and (before == 0 or not is_han(text[before - 1]))
    ):
        return before
    return None


def _is_slip(written: str, name: str) -> bool:
    """One character of the same sound or shape, or the two of a given name turned round."""
    if len(written) != len(name) or written == name or not all(map(is_han, written)):
        return False
    differ = [at for at in range(len(name)) if written[at] != name[at]]
    if len(differ) == 1:
        return is_name(written) and alike(written[differ[0]], name[differ[0]])
    return len(name) == 3 and written[0] == name[0] and written[1:] == name[:0:-1]


def _ends(text: str, end: int) -> bool:
    """Whether a name may end there."""
    return end >= len(text) or not is_han(text[end]) or text[end] in _ENDS


def _correction(text: str, start: int, person: Person) -> Correction:
    end = start + len(person.name)
    told = f"本站或配置中{person.title}为“{person.name}”"
    return Correction(start, end, text[start:end], person.name, 0.9, False, "terms/person", told)
