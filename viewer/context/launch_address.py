"""What a ``tributary:`` address may ask for: a SMART launch at a configured source, no more (AUTH-20).

Anybody can put such an address on a web page. It therefore names no patient and holds no data: only the
server (``iss``) and its one-time launch token. Who the patient is says that server, after sign-in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit

from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, SignIn

SCHEME = "tributary"
_LONGEST = 4096
_ASKS = "launch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """``iss`` is the FHIR base URL as the host wrote it, ``token`` its launch token; never logged."""

    iss: str
    token: str = field(repr=False)


def launch_of(address: str) -> Launch:
    """Read ``tributary:launch?iss=...&launch=...``. Raises UsageError; its words hold nothing of it.

    >>> launch_of("tributary:launch?iss=https%3A%2F%2Fa.org%2Fr4&launch=x1").iss
    'https://a.org/r4'
    """
    parts = _split(address) if len(address) <= _LONGEST and address.isprintable() else None
    if parts is None or parts.scheme != SCHEME or (parts.netloc or parts.path).strip("/") != _ASKS:
        raise _refused("it is not a launch address")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    given = dict(pairs)
    if len(given) < len(pairs) or set(given) != {"iss", "launch"} or not all(given.values()):
        raise _refused("a launch names a server and a launch token, once each, and nothing else")
    return Launch(iss=given["iss"].rstrip("/"), token=given["launch"])


def _split(address: str) -> SplitResult | None:
    """Take an address apart; None for one whose server is none, such as an open bracket."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def endpoint_for(launch: Launch, endpoints: Iterable[Endpoint]) -> Endpoint:
    """Return the configured source that a launch is about. Raises UsageError where there is none."""
    for endpoint in endpoints:
        if endpoint.base_url.rstrip("/") == launch.iss:
            if endpoint.sign_in is not SignIn.SMART:
                raise _refused("this source does not sign in by SMART")
            return endpoint
    raise _refused("it names a server that is not one of your sources")


def _refused(why: str) -> UsageError:
    return UsageError(f"The request of another program was not followed: {why}", "Search for the patient.")
