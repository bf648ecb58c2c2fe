"""What was seen of a connection, as words may need it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.fetch.authority import Authority, TlsServer
from viewer.fetch.contact import Contact
from viewer.fetch.options import FetchOptions
from viewer.fetch.wire import Wire


def test_a_connection_by_tls_is_described(tmp_path):
    authority = Authority(tmp_path, "Test\x1b authority")
    issued = authority.issue()
    server = TlsServer(issued)
    wire = Wire("Acute trust", FetchOptions(ca_file=authority.file))
    wire.exchange("GET", server.base, {})
    wire.session.close()
    server.close()

    assert wire.contact.tls == "TLSv1.3"
    assert wire.contact.issuer() == "Test authority"
    assert wire.contact.end() == issued.certificate.not_valid_after_utc
    assert wire.contact.connected_s >= 0
    assert wire.contact.secured_s >= 0


def test_a_connection_without_tls_has_no_certificate(site):
    wire = Wire("Acute trust", FetchOptions())
    wire.exchange("GET", f"{site.base}/metadata", {})
    wire.session.close()

    assert wire.contact.connected_s >= 0
    assert (wire.contact.tls, wire.contact.certificate, wire.contact.secured_s) == ("", b"", None)
    assert abs(wire.contact.ahead_s) < 60


@pytest.mark.parametrize(
    ("date", "ahead"),
    [
        (lambda now: format_datetime(now + timedelta(hours=2), usegmt=True), 7200),
        (lambda now: format_datetime((now - timedelta(hours=1)).replace(tzinfo=None)), -3600),
        (lambda _: "yesterday", None),
        (lambda _: "", None),
    ],
    ids=["ahead", "behind, without a zone", "in words", "not said"],
)
def test_the_clocks_are_compared_where_an_answer_says_its_time(date, ahead):
    contact = Contact()
    contact.heard(date(datetime.now(UTC)))

    assert contact.ahead_s == (None if ahead is None else pytest.approx(ahead, abs=60))
