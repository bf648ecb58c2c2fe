"""What a failed connection means, in words that hold no address, query or secret."""

import re
import socket
import ssl

import requests
from urllib3.exceptions import (
    DecodeError,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)

from viewer.errors import AccessRefused, EndpointDown, FetchError, NotFhir, SignInNeeded
from viewer.fetch.unpacking import NotAskedFor

_CERTIFICATE_ADVICE = "Do not work around this: tell your IT support that the certificate is refused."


_CLIENT_ADVICE = "Ask your IT support for the client certificate of this source."
_PROXY = "Ask your IT support to let this source through the proxy of this network."
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


class Silent(EndpointDown):
    """Nothing came in time. Asking again costs the person a whole time limit, so it is done less often."""


def failure_of(source: str, error: Exception) -> FetchError:
    """Translate what the HTTP library raised.

    The library's own text holds the address with its query, so nothing of it is kept, and the caller
    raises the result ``from None``.
    """
    causes = _causes(error)
    for kind, make in _WORDS:
        found = next((cause for cause in causes if isinstance(cause, kind)), None)
        if found is not None:
            return make(source, found)
    return EndpointDown(source, "the connection failed")


def _causes(error: BaseException) -> list[BaseException]:
    """Return every error that stands behind one: causes, contexts, and errors carried as arguments."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and all(one is not other for other in found):
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


_NOT_IN_TIME = f"{_CERTIFICATE_ADVICE} Check the date and time of this computer first."
_WHY_REFUSED = {
    9: ("it is not valid yet", _NOT_IN_TIME),
    10: ("it has expired", _NOT_IN_TIME),
    18: ("it is signed by itself and by nobody whom this computer trusts", _CERTIFICATE_ADVICE),
    19: ("it is signed by an authority that this computer does not trust", _CERTIFICATE_ADVICE),
    20: ("it is signed by an authority that this computer does not trust", _CERTIFICATE_ADVICE),
    21: ("it is signed by an authority that this computer does not trust", _CERTIFICATE_ADVICE),
    23: ("it has been withdrawn", _CERTIFICATE_ADVICE),
    62: ("it belongs to another server", _CERTIFICATE_ADVICE),
    64: ("it belongs to another server", _CERTIFICATE_ADVICE),
}
"""OpenSSL's verify codes in plain words; whatever else is wrong is said in the library's own."""


def _certificate(source: str, error: BaseException) -> FetchError:
    said = getattr(error, "verify_message", "") or "it could not be checked"
    known = _WHY_REFUSED.get(getattr(error, "verify_code", 0))
    why, advice = known or (said, _CERTIFICATE_ADVICE)
    return FetchError(source, f"its certificate is refused: {why}", advice)


def _tls(source: str, error: BaseException) -> FetchError:
    """TLS that failed: the words depend on the alert, which names no value of anybody."""
    said = str(getattr(error, "reason", "") or "")
    return next((make(source) for part, make in _ALERTS if part in said), _certificate(source, error))


def _wants_certificate(source: str) -> FetchError:
    return FetchError(source, "it wants a client certificate, or another one", _CLIENT_ADVICE)


def _refuses_certificate(source: str) -> FetchError:
    return FetchError(source, "it refuses the client certificate of this computer", _CLIENT_ADVICE)


def _broke_off(source: str) -> FetchError:
    advice = "Try again; if it persists, tell your IT support."
    return FetchError(source, "it broke off the secure connection", advice)


def _old_tls(source: str) -> FetchError:
    advice = "Do not work around this: ask the source's support desk for TLS 1.2 or newer."
    return FetchError(source, "it speaks only an old TLS, which is not safe", advice)


def _no_tls(source: str) -> FetchError:
    return FetchError(source, "what answers at its address does not speak TLS", NotFhir.advice)


_ALERTS = (
    ("ALERT_CERTIFICATE_REQUIRED", _wants_certificate),
    ("ALERT_HANDSHAKE_FAILURE", _wants_certificate),
    ("ALERT_PROTOCOL_VERSION", _old_tls),
    ("UNSUPPORTED_PROTOCOL", _old_tls),
    ("WRONG_VERSION_NUMBER", _no_tls),
    ("_CERTIFICATE", _refuses_certificate),
    ("ALERT_UNKNOWN_CA", _refuses_certificate),
    ("ALERT_ACCESS_DENIED", _refuses_certificate),
    ("ALERT_DECRYPT_ERROR", _refuses_certificate),
    ("_ALERT_", _broke_off),
)


def _silent(source: str, _error: BaseException) -> FetchError:
    return Silent(source, "it did not answer in time")


def _unknown_name(source: str, _error: BaseException) -> FetchError:
    return EndpointDown(source, "its name is not known on this network")


def _nobody(source: str, _error: BaseException) -> FetchError:
    return EndpointDown(source, "nothing answers at its address")


def _proxy(source: str, error: BaseException) -> FetchError:
    found = next(filter(None, (_TUNNEL.search(str(one)) for one in _causes(error))), None)
    status = int(found.group(1)) if found else 0
    if status == requests.codes.proxy_authentication:
        return proxy_wants_sign_in(source)
    if status and status < requests.codes.server_error:
        return AccessRefused(source, f"the proxy does not let this source through (status {status})", _PROXY)
    if status:
        return EndpointDown(source, f"the proxy could not reach it (status {status})")
    return EndpointDown(source, "the proxy of this network refused or did not answer")


def proxy_wants_sign_in(source: str) -> SignInNeeded:
    """Return the error for status 407. It ends the asking: wrong passwords would lock the account."""
    advice = "Set the proxy of this source with user name and password, or ask your IT support."
    return SignInNeeded(source, "the proxy asks to sign in (status 407)", advice)


def _kind_of_proxy(source: str, _error: BaseException) -> FetchError:
    return FetchError(source, "its proxy is of a kind that cannot be used here", _PROXY)


def _cut(source: str, _error: BaseException) -> FetchError:
    return EndpointDown(source, "the connection ended in the middle of an answer")


def _no_host(source: str, _error: BaseException) -> FetchError:
    return FetchError(source, "its address cannot be asked", "Correct the address of this source.")


def _unsendable(source: str, _error: BaseException) -> FetchError:
    return FetchError(source, "its sign-in holds letters that cannot be sent", "Enter the secret again.")


def _packed_otherwise(source: str, _error: BaseException) -> FetchError:
    return FetchError(source, "an answer came packed in a way that was not asked for")


def _packed(source: str, _error: BaseException) -> FetchError:
    return FetchError(source, "an answer could not be unpacked")


_WORDS = (
    (ssl.SSLCertVerificationError, _certificate),
    (ssl.SSLEOFError, _cut),
    (ssl.SSLError, _tls),
    (requests.exceptions.SSLError, _certificate),
    ((NameResolutionError, socket.gaierror), _unknown_name),
    (requests.exceptions.ProxyError, _proxy),
    ((requests.exceptions.InvalidSchema, requests.exceptions.InvalidProxyURL), _kind_of_proxy),
    ((requests.exceptions.Timeout, ReadTimeoutError, TimeoutError), _silent),
    ((NewConnectionError, ConnectionRefusedError), _nobody),
    (NotAskedFor, _packed_otherwise),
    ((requests.exceptions.ContentDecodingError, DecodeError), _packed),
    ((requests.exceptions.InvalidURL, LocationValueError), _no_host),
    (UnicodeEncodeError, _unsendable),
    (
        (
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ConnectionError,
            ConnectionError,
            ProtocolError,
        ),
        _cut,
    ),
)
