"""robots.txt: obeyed unless the profile says otherwise; what it hides is counted and said."""

from __future__ import annotations

from protego import Protego

from crawler.answer import Answer
from crawler.ask import Asker
from portal import urls

TOKEN = "xunjian"  # noqa: S105 - the name robots.txt may address us by
LARGEST = 512_000  # bytes read, as RFC 9309 asks for at least
LONGEST_DELAY = 10.0  # seconds of Crawl-delay that are kept
HIDDEN = "robots.txt 不允许抓取"


class Robots:
    """The rules of the site's hosts. A host without rules allows everything, one that cannot answer too."""

    def __init__(self, *, obey: bool) -> None:
        self._obey = obey
        self._rules: dict[str, Protego] = {}
        self.sitemaps: list[str] = []
        self.delays: dict[str, float] = {}

    async def read(self, asker: Asker, address: str) -> None:
        """Fetch the rules of the host an address is on."""
        url = urls.join(address, "/robots.txt")[0]
        answer = await asker.ask("GET", url, keep=lambda _: LARGEST)
        if answer.good:
            self._learn(url, answer)

    def _learn(self, url: str, answer: Answer) -> None:
        text = answer.body.decode("utf-8", "replace")
        if text.lstrip().startswith("<"):
            return  # a home page or error page in place of the file
        rules = Protego.parse(text)
        self.sitemaps += [urls.join(url, place)[0] for place in rules.sitemaps]
        if self._obey and "allow" in text.lower():
            self._rules[urls.origin(url)] = rules
        if self._obey and (delay := rules.crawl_delay(TOKEN)):
            self.delays[urls.origin(url)] = min(float(delay), LONGEST_DELAY)

    def hides(self, url: str) -> bool:
        if not self._rules:
            return False
        rules = self._rules.get(urls.origin(url))
        return rules is not None and not rules.can_fetch(url, TOKEN)
