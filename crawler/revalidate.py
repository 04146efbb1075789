"""Pages seen before: asked for changes only, or looked at once more, without the page engine."""

from __future__ import annotations

from crawler.answer import UNCHANGED
from crawler.ask import Asker, whole_page
from crawler.earlier import Earlier
from crawler.intake import Intake
from crawler.lists import Lists
from crawler.probe.follow import LOOP, Manner, May, conditions, follow
from portal.target import Target


class Revalidator:
    def __init__(
        self, asker: Asker, lists: Lists, intake: Intake, earlier: Earlier, may: May, max_bytes: int
    ) -> None:
        self._asker = asker
        self._lists = lists
        self._intake = intake
        self._earlier = earlier
        self._may = may
        self._keep = whole_page(max_bytes)

    async def visit(self, target: Target) -> bool:
        """Ask and take in; true when the target is a page."""
        if target.probe and target.probe.reason == LOOP:
            manner = Manner(browser=True, cookies=True)
            trail = await follow(
                self._asker, "GET", target.url, keep=self._keep, may=self._may, manner=manner
            )
            return self._intake.trail(target, trail)
        row = self._earlier.page(target.url)
        headers = conditions(self._earlier.validators(target.url)) if row else {}
        again = target.probe is not None
        answer = await self._asker.ask("GET", target.url, keep=self._keep, headers=headers, browser=again)
        if answer.status == UNCHANGED and row:
            self._intake.unchanged(target, answer, row)
            return True
        return self._intake.page(target, await self._lists.complete(answer))
