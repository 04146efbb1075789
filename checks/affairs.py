"""What the pages show of dealings with citizens: letters, surveys, guides. Read in one walk over the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.interaction.letter import Seen, put_together
from checks.interaction.letters import LetterReader
from checks.interaction.surveys import Survey, is_answered, survey_on, title_on, topic_of_result
from checks.services.guides import Guide, Place, guide_of, sounds_like

if TYPE_CHECKING:
    from checks.scan import Scan


@dataclass(frozen=True, slots=True)
class Affairs:
    """open_surveys: those no result of which is found anywhere on the site."""

    letters: tuple[Seen, ...]
    open_surveys: tuple[Survey, ...]
    guides: tuple[Guide, ...]


def collect(scan: Scan) -> Affairs:
    reader = LetterReader(scan)
    letters: list[Seen] = []
    surveys: list[Survey] = []
    guides: list[Guide] = []
    topics = {topic_of_result(entry.title) for entry in scan.listed.values()}
    for page in scan.snapshot.pages():
        letters += reader.read(page)
        topics.add(topic_of_result(title_on(page)))
        if survey := survey_on(page):
            surveys.append(survey)
        if sounds_like(page):
            place = Place.of(page, scan.columns, scan.column_at(page.url))
            if guide := guide_of(page, place, scan.snapshot.markup(page.url)):
                guides.append(guide)
    topics.discard("")
    unanswered = tuple(survey for survey in surveys if not is_answered(survey, topics))
    return Affairs(put_together(letters), unanswered, tuple(guides))
