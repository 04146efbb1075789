"""Records ↔ compact blobs: MessagePack of the data classes, deflated."""

from __future__ import annotations

from dataclasses import replace

from isal import isal_zlib as zlib  # a third of the time, and every zlib reads it
from msgspec import json, msgpack

from portal.access import Certificate, Ipv6, SearchAnswer
from portal.attachment import Attachment
from portal.page import Hiding, Link, Page
from portal.target import Baseline, Probe, Target, TargetKind

LEVEL = 1

_encoder = msgpack.Encoder()
_page = msgpack.Decoder(Page)
_links = msgpack.Decoder(tuple[Link, ...])
_attachment = msgpack.Decoder(Attachment)
_hidings = msgpack.Decoder(tuple[Hiding, ...])
_probe = msgpack.Decoder(Probe)
_baseline = msgpack.Decoder(Baseline)
_certificate = json.Decoder(Certificate)
_ipv6 = json.Decoder(Ipv6)
_searches = json.Decoder(tuple[SearchAnswer, ...])


def pack_page(page: Page) -> tuple[bytes, bytes]:
    """The page without its links, and its links: rules that only count links read the smaller blob."""
    return _deflate(replace(page, links=())), _deflate(page.links)


def unpack_page(content: bytes, links: bytes) -> Page:
    return replace(_page.decode(zlib.decompress(content)), links=unpack_links(links))


def pack_links(links: tuple[Link, ...]) -> bytes:
    return _deflate(links)


def unpack_links(blob: bytes) -> tuple[Link, ...]:
    return _links.decode(zlib.decompress(blob))


def pack_attachment(attachment: Attachment) -> bytes:
    return _deflate(attachment)


def unpack_attachment(blob: bytes) -> Attachment:
    return _attachment.decode(zlib.decompress(blob))


def pack_hidings(rules: tuple[Hiding, ...]) -> bytes:
    return _deflate(rules)


def unpack_hidings(blob: bytes) -> tuple[Hiding, ...]:
    return _hidings.decode(zlib.decompress(blob))


def pack_probe(probe: Probe) -> bytes:
    return _encoder.encode(probe)


def unpack_probe(blob: bytes) -> Probe:
    return _probe.decode(blob)


def unpack_target(row: tuple[str, str, int, bytes | None]) -> Target:
    """A target from its columns url, kind, depth, probe."""
    url, kind, depth, blob = row
    return Target(url, TargetKind(kind), depth, unpack_probe(blob) if blob else None)


def pack_baseline(baseline: Baseline) -> bytes:
    return _encoder.encode(baseline)


def unpack_baseline(blob: bytes) -> Baseline:
    return _baseline.decode(blob)


def fact_of(value: Certificate | Ipv6 | tuple[SearchAnswer, ...]) -> str:
    """A record of which a scan has one, as a fact."""
    return json.encode(value).decode()


def read_certificate(fact: str) -> Certificate:
    return _certificate.decode(fact)


def read_ipv6(fact: str) -> Ipv6:
    return _ipv6.decode(fact)


def read_searches(fact: str) -> tuple[SearchAnswer, ...]:
    return _searches.decode(fact)


def _deflate(value: object) -> bytes:
    return zlib.compress(_encoder.encode(value), LEVEL)
