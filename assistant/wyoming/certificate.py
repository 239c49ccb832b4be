"""TLS: the certificate that the settings name, or one of the assistant's own making."""

import ipaddress
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from assistant.errors import AssistantError

_VALID = timedelta(days=10 * 365)


def context(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """What a server needs for TLS; None without a certificate.

    Raises:
        AssistantError: ``server.certificate``.
    """
    if certificate is None:
        return None
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        made.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        message = f"The certificate {certificate} cannot be used: {error}."
        raise AssistantError("server.certificate", message, "Check [wyoming] certificate and key.") from error
    return made


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the certificate, as openssl and browsers print it.

    Raises:
        AssistantError: ``server.certificate``.
    """
    try:
        read = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError) as error:
        message = f"The certificate {certificate} cannot be read: {error}."
        raise AssistantError("server.certificate", message, "Check [wyoming] certificate.") from error
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


def make_self_signed(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate and its private key, in a folder that nobody else can read.

    Args:
        folder: Gets ``certificate.pem`` and ``key.pem``; neither may be there.
        host: Name or address by which clients know this machine.

    Raises:
        AssistantError: ``server.certificate``.
    """
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName([_subject(host)]), critical=False)
        .sign(private, hashes.SHA256())
    )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(key, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        _write(certificate, signed.public_bytes(Encoding.PEM))
    except OSError as error:
        message = f"No certificate can be made in {folder}: {error.strerror}."
        raise AssistantError("server.certificate", message, "Move the old one away first.") from error
    return certificate, key


def _subject(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
