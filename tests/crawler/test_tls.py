"""Certificates: checked, reported, and put up with."""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.access import Certificate
from tests.certificates import certificate
from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import PortalServer, Reply, page


def test_a_faulty_certificate_is_said_and_the_site_read(tmp_path: Path) -> None:
    pdf = Reply(body=b"%PDF-1.4" + b"x" * 99, headers={"Content-Type": "application/pdf"})
    routes = {"/": page("/a.html", "/doc.pdf", "/gone.pdf"), "/a.html": page(), "/doc.pdf": pdf}
    with PortalServer(routes, tls=certificate(tmp_path)[0]) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/a.html"]
        assert verdict_of(snapshot, site, "/a.html") == "tls tls:self-signed"
        assert verdict_of(snapshot, site, "/doc.pdf") == "tls tls:self-signed"
        assert verdict_of(snapshot, site, "/gone.pdf") == "broken"
        assert _seen(snapshot.certificate()) == "self-signed"


def test_a_trusted_certificate_is_kept_with_its_last_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, public = certificate(tmp_path, days=20)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with PortalServer({"/": page()}, tls=context) as site:
        found = scan(tmp_path / "s", site).certificate()
    assert _seen(found) == ""
    assert found is not None
    left = datetime.fromisoformat(found.not_after) - datetime.now(UTC)
    assert timedelta(days=19) < left <= timedelta(days=20)
    assert found.version == "TLSv1.3"
    assert found.onward is None  # no http:// address belongs to a port of its own


@pytest.mark.parametrize(
    ("name", "days", "reason"), [("www.other.example", 20, "hostname"), ("127.0.0.1", -1, "expired")]
)
def test_a_trusted_issuer_does_not_mend_a_certificate(
    name: str, days: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, public = certificate(tmp_path, name, days)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with PortalServer({"/": page()}, tls=context) as site:
        assert _seen(scan(tmp_path / "s", site).certificate()) == reason


def test_an_old_version_of_tls_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that is what the test is about
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with PortalServer({"/": page()}, tls=context) as site:
        snapshot = scan(tmp_path / "s", site)
    assert pages_of(snapshot, site) == ["/"]
    found = snapshot.certificate()
    assert found is not None
    assert (found.secure, found.version) == (True, "TLSv1.1")


def test_a_site_on_a_port_of_its_own_has_no_secure_address_to_guess(tmp_path: Path) -> None:
    with PortalServer({"/": page()}) as site:
        assert scan(tmp_path / "s", site).certificate() is None


def _seen(found: Certificate | None) -> str:
    assert found is not None
    assert found.secure
    return found.reason
