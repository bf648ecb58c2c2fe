"""What broke a connection, in words of ours only."""

import socket
import ssl

import pytest
import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from viewer.errors import EndpointDown
from viewer.fetch.failures import Silent, failure_of

CANARY = "https://a.org/Patient?identifier=9990000018"


def certificate_error(code=10, message="certificate has expired"):
    error = ssl.SSLCertVerificationError(1, CANARY)
    error.verify_code, error.verify_message = code, message
    return requests.exceptions.SSLError(error)


def tls_error(reason):
    error = ssl.SSLError(1, CANARY)
    error.reason = reason
    return requests.exceptions.SSLError(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (tls_error("TLSV13_ALERT_CERTIFICATE_REQUIRED"), "wants a client certificate"),
        (tls_error("SSLV3_ALERT_HANDSHAKE_FAILURE"), "wants a client certificate"),
        (tls_error("TLSV1_ALERT_UNKNOWN_CA"), "refuses the client certificate"),
        (tls_error("TLSV1_ALERT_ACCESS_DENIED"), "refuses the client certificate"),
        (tls_error("SSLV3_ALERT_CERTIFICATE_EXPIRED"), "refuses the client certificate"),
        (tls_error("SSLV3_ALERT_BAD_CERTIFICATE"), "refuses the client certificate"),
        (tls_error("TLSV1_ALERT_INTERNAL_ERROR"), "broke off the secure connection"),
        (tls_error("TLSV1_ALERT_PROTOCOL_VERSION"), "old TLS"),
        (tls_error("UNSUPPORTED_PROTOCOL"), "old TLS"),
        (tls_error("WRONG_VERSION_NUMBER"), "does not speak TLS"),
        (tls_error(None), "could not be checked"),
        (requests.exceptions.SSLError(ssl.SSLEOFError(8, CANARY)), "in the middle"),
        (certificate_error(), "its certificate is refused: it has expired. Do not work around this"),
        (certificate_error(), "Check the date and time of this computer first"),
        (certificate_error(9, CANARY), "not valid yet"),
        (certificate_error(18, CANARY), "signed by itself"),
        (certificate_error(20, CANARY), "an authority that this computer does not trust"),
        (certificate_error(64, CANARY), "belongs to another server"),
        (certificate_error(99, "path length exceeded"), "refused: path length exceeded"),
        (requests.exceptions.SSLError(CANARY), "could not be checked"),
        (
            requests.ConnectionError(NameResolutionError("a.org", None, socket.gaierror(CANARY))),
            "name is not known",
        ),
        (requests.exceptions.ProxyError(CANARY), "proxy"),
        (
            requests.exceptions.ProxyError(OSError("Tunnel connection failed: 407 Who")),
            "proxy asks to sign in",
        ),
        (requests.exceptions.ProxyError(OSError("Tunnel connection failed: 403 No")), "does not let"),
        (requests.exceptions.ProxyError(OSError("Tunnel connection failed: 502 Bad")), "could not reach it"),
        (requests.exceptions.InvalidSchema(CANARY), "of a kind"),
        (requests.ReadTimeout(CANARY), "in time"),
        (requests.ConnectTimeout(CANARY), "in time"),
        (TimeoutError(CANARY), "in time"),
        (requests.ConnectionError(NewConnectionError(None, CANARY)), "nothing answers"),
        (ConnectionRefusedError(CANARY), "nothing answers"),
        (requests.exceptions.ContentDecodingError(CANARY), "unpacked"),
        (requests.exceptions.ChunkedEncodingError(CANARY), "middle of an answer"),
        (ConnectionResetError(CANARY), "middle of an answer"),
        (requests.exceptions.InvalidHeader(CANARY), "connection failed"),
        (OSError(CANARY), "connection failed"),
    ],
)
def test_each_failure_has_words_and_none_of_the_librarys(error, words):
    found = failure_of("Acute", error)

    assert words in str(found)
    assert "9990000018" not in str(found)
    assert found.source == "Acute"


def test_silence_is_told_apart_since_it_costs_a_whole_time_limit():
    assert isinstance(failure_of("Acute", requests.ReadTimeout()), Silent)
    assert not isinstance(failure_of("Acute", ConnectionResetError()), Silent)


def test_a_refused_certificate_is_not_tried_again():
    assert not isinstance(failure_of("Acute", certificate_error()), EndpointDown)


def test_errors_that_point_at_each_other_end():
    one, other = requests.ConnectionError(), requests.ConnectionError()
    one.__context__, other.__context__ = other, one

    assert "middle of an answer" in str(failure_of("Acute", one))
