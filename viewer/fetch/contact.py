"""What was seen of the connection that was opened last: times, TLS, certificate. For the words of a trial."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from cryptography import x509


@dataclass(slots=True)
class Contact:
    """Filled in as far as a connection came. Times are in seconds, None where it did not come so far.

    ``connected_s`` holds the look-up of the name; ``secured_s`` the proxy's tunnel and TLS. ``tls`` is the
    version as TLS calls it. ``certificate`` is the server's, DER. ``ahead_s`` is by how much the server's
    clock was ahead of ours at its last answer, None where it did not say (PRIV-21); ``furthest_s``
    is the furthest that it was at any answer.
    """

    connected_s: float | None = None
    secured_s: float | None = None
    tls: str = ""
    certificate: bytes = b""
    ahead_s: float | None = None
    furthest_s: float = 0.0

    def heard(self, date: str) -> None:
        """Compare an answer's ``Date`` with our clock."""
        with suppress(ValueError, OverflowError):
            when = parsedate_to_datetime(date)
            aware = when if when.tzinfo else when.replace(tzinfo=UTC)
            self.ahead_s = (aware - datetime.now(UTC)).total_seconds()
            self.furthest_s = max(self.furthest_s, self.ahead_s, key=abs)

    def issuer(self) -> str:
        """Return who issued the certificate, in words, "" where it names nobody."""
        names = x509.load_der_x509_certificate(self.certificate).issuer
        wanted = (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME)
        found = [str(one.value) for kind in wanted for one in names.get_attributes_for_oid(kind)]
        return ", ".join("".join(mark for mark in value if mark.isprintable()) for value in found)

    def end(self) -> datetime:
        """Return when the certificate ends, in UTC."""
        return x509.load_der_x509_certificate(self.certificate).not_valid_after_utc.astimezone(UTC)
