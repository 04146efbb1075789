"""Certificates: checked, reported, and put up with."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.helpers import pages_of, scan, verdict_of
from tests.crawler.portal_server import PortalServer, Reply, page


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "server.pem"
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_faulty_certificate_is_said_and_the_site_read(tmp_path: Path, self_signed: ssl.SSLContext) -> None:
    pdf = Reply(body=b"%PDF-1.4" + b"x" * 99, headers={"Content-Type": "application/pdf"})
    routes = {"/": page("/a.html", "/doc.pdf", "/gone.pdf"), "/a.html": page(), "/doc.pdf": pdf}
    with PortalServer(routes, tls=self_signed) as site:
        snapshot = scan(tmp_path / "s", site)
        assert pages_of(snapshot, site) == ["/", "/a.html"]
        assert verdict_of(snapshot, site, "/a.html") == "tls tls:self-signed"
        assert verdict_of(snapshot, site, "/doc.pdf") == "tls tls:self-signed"
        assert verdict_of(snapshot, site, "/gone.pdf") == "broken"
