"""What a first contact with an endpoint shows, in words: name, way, TLS, certificates, clocks."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

from viewer.fetch.client_certificate import Identity, in_words
from viewer.fetch.clock import apart
from viewer.fetch.contact import Contact
from viewer.fetch.faults import Fault
from viewer.fetch.wire import Wire

Step = tuple[str, bool | None, str]
"""What was tried, whether it works (None: it was not tried), and that in words."""

NAME, CONNECTION, TLS, CERTIFICATE, OURS, CLOCK = (
    "Name",
    "Connection",
    "TLS",
    "Certificate",
    "Client certificate",
    "Clock",
)
_SOON_DAYS = 30


def took(seconds: float | None) -> str:
    """Return a time as it is shown.

    >>> took(0.123), took(None)
    (' (0.12 s)', '')
    """
    return "" if seconds is None else f" ({seconds:.2f} s)"


def name_step(wire: Wire, url: str, limit_s: float) -> Step:
    """Look the host's name up, apart from any request, so that its time and its failure are seen alone."""
    host = urlsplit(url).hostname or ""
    proxy = wire.proxy(url)
    if proxy:
        return NAME, True, f"it is looked up by the proxy {proxy}"
    try:
        ip_address(host)
    except ValueError:
        return _looked_up(host, limit_s)
    return NAME, True, "the address is a number, there is nothing to look up"


def _looked_up(host: str, limit_s: float) -> Step:
    found: list[str] = []
    start = monotonic()
    thread = Thread(target=_look_up, args=(host, found), daemon=True)  # the look-up itself has no time limit
    thread.start()
    thread.join(limit_s)
    time = took(monotonic() - start)
    if thread.is_alive():
        return (
            NAME,
            False,
            f"the name is looked up without an answer{time}. Check the network's name servers.",
        )
    if not found:
        return NAME, False, f"the name is not known on this network{time}. Check the address and the network."
    return (
        NAME,
        True,
        f"it is known, with {len(set(found))} address{'es' if len(set(found)) > 1 else ''}{time}",
    )


def _look_up(host: str, found: list[str]) -> None:
    try:
        found.extend(str(one[4][0]) for one in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        return  # nothing found says it


def contact_steps(wire: Wire, url: str, fault: Fault | None) -> Iterator[Step]:
    """Say how far the first contact came; the last of these steps is not ok where it did not come through."""
    contact = wire.contact
    secure = urlsplit(url).scheme == "https"
    by = f" by the proxy {wire.proxy(url)}" if wire.proxy(url) else ", without a proxy"
    failed = f"{fault.why}. {fault.advice}" if fault else ""
    through = contact.secured_s is not None if secure else contact.connected_s is not None
    if failed and (contact.connected_s is None or (not through and "proxy" in failed)):
        yield CONNECTION, False, f"{failed} Tried{by}."
        return
    yield CONNECTION, True, f"it is reached{by}{took(contact.connected_s)}"
    if not secure:
        yield TLS, True, "none is needed on this computer"
    elif through:
        yield TLS, True, f"{contact.tls.replace('TLSv', 'TLS ') or 'by the proxy'}{took(contact.secured_s)}"
        yield from _certificate(contact)
    else:
        yield TLS, False, failed


def _certificate(contact: Contact) -> Iterator[Step]:
    if contact.certificate:
        issuer = contact.issuer() or "nobody named"
        yield CERTIFICATE, True, f"trusted by this computer, issued by {issuer}, {_until(contact.end())}"


def _until(end: datetime) -> str:
    days = (end - datetime.now(UTC)).days
    soon = "; it ends soon" if days <= _SOON_DAYS else ""
    return f"valid until {in_words(end)} ({days} days left{soon})"


def our_step(identity: Identity) -> Step:
    """Say which certificate of ours is shown to a server that asks for one (AUTH-18)."""
    return (
        OURS,
        True,
        f"ready to be shown where it is asked for, {_until(identity.certificate.not_valid_after_utc)}",
    )


def clock_step(contact: Contact) -> Step:
    """Compare the clocks: more than a minute apart, sign-ins and times suffer (PRIV-21)."""
    ahead = contact.ahead_s
    if ahead is None:
        return CLOCK, True, "the source does not say its time, so the clocks cannot be compared"
    words = apart(ahead)
    if not words:
        return CLOCK, True, "the source's clock and this computer's differ by less than a minute"
    return CLOCK, False, f"{words}. Check the date and time of this computer first."
