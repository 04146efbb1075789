"""Where redirecting pages of the site end, seen over all that was gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from crawler.answer import REDIRECTS
from crawler.probe.follow import HOPS, LOOP, TOO_MANY
from portal import urls
from portal.target import Probe, Target, Verdict

Find = Callable[[str], Probe | None]
SAME_PAGE = ("http://", "https://")


def is_hop(probe: Probe | None) -> bool:
    """Whether a page target was answered with a redirect that still needs the verdict of its end."""
    return (
        probe is not None
        and probe.verdict is Verdict.CANNOT_TELL
        and probe.status in REDIRECTS
        and len(probe.chain) == 1
        and not probe.reason
    )


def loops(targets: Sequence[Target]) -> list[Target]:
    """Redirecting pages that lead back to themselves or into a ring."""
    hops = {t.url: t.probe.chain[0] for t in targets if t.probe and is_hop(t.probe)}
    return [target for target in targets if target.url in hops and _rings(target.url, hops)]


def _rings(url: str, hops: dict[str, str]) -> bool:
    seen = {url}
    while (url := hops.get(url, "")) and url not in seen:
        seen.add(url)
    return bool(url)


def looping(probe: Probe) -> Probe:
    return replace(probe, verdict=Verdict.BROKEN, reason=LOOP)


def resolve(probe: Probe, find: Find) -> Probe:
    """The probe of a redirecting page with the chain to its end and the verdict found there."""
    chain = list(probe.chain)
    statuses = list(probe.statuses)
    end = find(chain[-1])
    while end is not None and is_hop(end):
        if end.chain[0] in chain:
            return replace(probe, verdict=Verdict.BROKEN, reason=LOOP, chain=tuple(chain))
        if len(chain) > HOPS:
            return replace(probe, verdict=Verdict.BROKEN, reason=TOO_MANY, chain=tuple(chain))
        chain.append(end.chain[0])
        statuses += end.statuses
        end = find(chain[-1])
    if end is None:
        return replace(probe, verdict=Verdict.CANNOT_TELL, chain=tuple(chain), statuses=tuple(statuses))
    return replace(
        end,
        chain=(*chain, *end.chain),
        statuses=(*statuses, *end.statuses),
        tries=max(probe.tries, end.tries),
    )


def ends_elsewhere(url: str, final: str) -> bool:
    """Whether a redirect did more than change the scheme, www., or a trailing slash."""
    return _plain(url) != _plain(final)


def _plain(url: str) -> str:
    for scheme in SAME_PAGE:
        url = url.removeprefix(scheme)
    return url.removeprefix("www.").rstrip("/")


def deep_to_home(url: str, final: str, is_home: Callable[[str], bool]) -> bool:
    """Whether a deep link was sent to a front door."""
    return is_home(final) and not is_home(url) and bool(urls.host(final)) and ends_elsewhere(url, final)
