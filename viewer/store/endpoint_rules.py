"""Which values the settings of one endpoint may have, and which secrets they call for; in words."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from viewer.source.address import Origin3, base_problem, is_loopback, origin_of
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.search_setting import read_setting
from viewer.source.secret import Purpose
from viewer.store.kind_rules import kind_problem

ALGORITHMS = ("RS384", "ES384", "RS512")
INTERACTIVE = frozenset({SignIn.SMART, SignIn.EXCHANGE})
"""Ways to sign in that need the person and a browser."""
_OAUTH = frozenset({SignIn.CLIENT, SignIn.SIGNED_JWT, SignIn.SMART, SignIn.EXCHANGE})
_ASSERTS = frozenset({SignIn.SIGNED_JWT, SignIn.EXCHANGE})
_TYPED = frozenset({SignIn.BASIC, SignIn.BEARER, SignIn.API_KEY, SignIn.CLIENT})
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
_OUR_HEADERS = frozenset(
    {"host", "content-length", "content-type", "transfer-encoding", "connection", "accept"}
)
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")
_RECORDS = re.compile(r"(?:patient|user|system)/[^.\s]+\.([^?\s]+)(?:\?\S*)?")
_LOWEST_PORT, _HIGHEST_PORT = 1024, 65535
_MOST = {"page_size": 1000, "parallel": 16, "per_second": 100}
_NUMBERS = {"page_size": "the page size", "parallel": "requests at once", "per_second": "requests a second"}
_ADDRESSES = {
    "issuer": "the issuer",
    "authorize_url": "the sign-in page",
    "token_url": "the token address",  # nosec B105 # words for a field, no secret
    "revoke_url": "the revocation address",
    "identity_issuer": "the identity provider",
}


def settings_problem(endpoint: Endpoint) -> str:
    """Return what is wrong with the way an endpoint is signed in to, reached and asked; "" if nothing is."""
    return next((words for words in _problems(endpoint) if words), "")


def _problems(endpoint: Endpoint) -> Iterator[str]:
    yield _sign_in_problem(endpoint)
    if endpoint.sign_in in _OAUTH:
        yield _client_problem(endpoint)
    yield from (_address_problem(getattr(endpoint.oauth, name), of) for name, of in _ADDRESSES.items())
    yield _scope_problem(endpoint.oauth.scopes)
    yield _port_problem(endpoint.oauth.redirect_port)
    yield from _transport_problems(endpoint)
    yield from _asking_problems(endpoint)
    yield kind_problem(endpoint)


def _sign_in_problem(endpoint: Endpoint) -> str:
    if endpoint.sign_in is SignIn.BASIC:
        user = endpoint.user_name
        good = bool(user) and ":" not in user and user.isprintable()
        return "" if good else "signing in with a password needs a user name, without a colon"
    if endpoint.sign_in is SignIn.API_KEY:
        name = endpoint.header_name
        good = _HEADER.fullmatch(name) is not None and name.casefold() not in _OUR_HEADERS
        return "" if good else "an API key needs the name of its header, such as X-API-Key"
    return ""


def _client_problem(endpoint: Endpoint) -> str:
    oauth = endpoint.oauth
    if not oauth.client_id.strip() or not oauth.client_id.isprintable():
        return "this way to sign in needs the client ID that the source's owner gave to your organisation"
    if oauth.algorithm not in ALGORITHMS:
        return f"the algorithm must be one of {', '.join(ALGORITHMS)}"
    if endpoint.sign_in in _ASSERTS:
        return _assertion_problem(endpoint)
    return _file_problem(oauth.key_file, "the private key")


def _assertion_problem(endpoint: Endpoint) -> str:
    oauth = endpoint.oauth
    if not oauth.key_file:
        return "a signed sign-in needs the file of the private key that your organisation holds"
    if not oauth.key_id.strip():
        return "a signed sign-in needs the key ID (kid) under which the public key is registered"
    if endpoint.sign_in is SignIn.EXCHANGE and not (
        oauth.identity_issuer and oauth.identity_client and oauth.token_url
    ):
        return (
            "a token exchange needs the identity provider's address, the client ID there, "
            "and the token address"
        )
    return _file_problem(oauth.key_file, "the private key")


def _address_problem(url: str, what: str) -> str:
    return f"{what}: {base_problem(url)}" if url and base_problem(url) else ""


def _scope_problem(scopes: str) -> str:
    for scope in scopes.split():
        if not _SCOPE.fullmatch(scope):
            return "scopes are words of plain letters, separated by blanks"
        asked = _RECORDS.fullmatch(scope)
        if asked and asked[1] != "read" and not set(asked[1]) <= {"r", "s"}:
            return "a scope asks for more than reading; this program only reads (.rs or .read)"
    return ""


def _port_problem(port: int) -> str:
    if port and not _LOWEST_PORT <= port <= _HIGHEST_PORT:
        return f"the port for the answer of the browser must be {_LOWEST_PORT} to {_HIGHEST_PORT}, or 0"
    return ""


def _file_problem(path: str, what: str) -> str:
    if path and (not Path(path).is_absolute() or not path.isprintable()):
        return f"the file of {what} must be named from the root of the disk"
    return ""


def _transport_problems(endpoint: Endpoint) -> Iterator[str]:
    transport = endpoint.transport
    yield _file_problem(transport.ca_file, "added certificates")
    yield _file_problem(transport.certificate_file, "the client certificate")
    yield _file_problem(transport.key_file, "the certificate's key")
    if transport.key_file and not transport.certificate_file:
        yield "a certificate's key is given without the client certificate itself"
    yield _proxy_problem(transport.proxy)
    if transport.proxy_user and not _is_address(transport.proxy):
        yield "a user name for the proxy is given without the proxy's address"
    if ":" in transport.proxy_user or not transport.proxy_user.isprintable():
        yield "the user name for the proxy must not hold a colon"


def _proxy_problem(proxy: str) -> str:
    if proxy in {"", "direct"}:
        return ""
    if "@" in proxy:
        return "the proxy's address holds a user name or password; put them in their own fields"
    if not _is_address(proxy) or not _is_bare(proxy):
        return "the proxy must be an address such as http://proxy.example.org:8080, or 'direct' for none"
    return ""


def _is_address(proxy: str) -> bool:
    return origin_of(proxy) is not None


def _is_bare(url: str) -> bool:
    """Whether an address is scheme, host and port alone."""
    parts = urlsplit(url)
    return url.isascii() and " " not in url and not (parts.path.strip("/") or parts.query or parts.fragment)


def _asking_problems(endpoint: Endpoint) -> Iterator[str]:
    for name, most in _MOST.items():
        if not 0 <= getattr(endpoint.asking, name) <= most:
            yield f"{_NUMBERS[name]} must be 1 to {most}, or 0 to leave it to the program"
    for alias in endpoint.asking.link_aliases:
        if "@" in alias or origin_of(alias) is None or not _is_bare(alias):
            yield "another name of the server must be an address such as https://internal.example.org:8443"
    if any(read_setting(setting) is None for setting in endpoint.asking.searches):
        yield (
            "a way to ask for a type is written such as Observation?category=laboratory: with category, "
            "intent or status, _include, _revinclude, _sort or _count, and nothing that leaves records out"
        )


def purposes_of(endpoint: Endpoint) -> tuple[Purpose, ...]:
    """Return what secrets an endpoint's settings call for, the refresh token too.

    >>> from viewer.source.connection import Transport
    >>> purposes_of(Endpoint(id="", name="", care_setting="", base_url="", sign_in=SignIn.BEARER,
    ...     transport=Transport(proxy="http://p:3128", proxy_user="ann")))
    (<Purpose.SIGN_IN: 'sign-in'>, <Purpose.PROXY: 'proxy'>)
    """
    signs = endpoint.sign_in in _OAUTH - {SignIn.CLIENT} and bool(endpoint.oauth.key_file)
    wanted = {
        Purpose.SIGN_IN: endpoint.sign_in in _TYPED,
        Purpose.KEY: signs,
        Purpose.CERTIFICATE: bool(endpoint.transport.certificate_file),
        Purpose.PROXY: bool(endpoint.transport.proxy_user),
        Purpose.REFRESH: endpoint.sign_in in INTERACTIVE,
        Purpose.DIRECTORY: bool(endpoint.nhs.directory),
    }
    return tuple(purpose for purpose, is_wanted in wanted.items() if is_wanted)


def has_moved(before: Endpoint, after: Endpoint) -> bool:
    """Whether a secret stored for one would be sent, or be used, elsewhere by the other (AUTH-02)."""
    if not purposes_of(before):
        return False
    if origin_of(before.base_url) != origin_of(after.base_url):
        return True
    known = _origins(before)
    if before.sign_in is not SignIn.NONE and any(one not in known for one in _origins(after)):
        return True
    if before.nhs.directory and origin_of(after.nhs.directory) not in {None, origin_of(before.nhs.directory)}:
        return True
    return Purpose.PROXY in purposes_of(before) and after.transport.proxy not in {
        "",
        "direct",
        before.transport.proxy,
    }


def live_of_server(endpoint: Endpoint, others: Iterable[Endpoint]) -> Endpoint | None:
    """Return a source of live data on the server of one that is marked otherwise; None where there is none.

    Marked as a sandbox, the same server would be asked by nobody in particular (PRIV-15).
    """
    if endpoint.marking is Marking.LIVE:
        return None
    live = (one for one in others if one.marking is Marking.LIVE and one.id != endpoint.id)
    return next((one for one in live if _server(one.base_url) == _server(endpoint.base_url)), None)


def _server(url: str) -> Origin3 | None:
    """Return the origin, one for all spellings of a host that are sure to be the same."""
    origin = origin_of(url)
    if origin is None:
        return None
    scheme, host, port = origin
    return scheme, "localhost" if is_loopback(host) else host.rstrip("."), port


def _origins(endpoint: Endpoint) -> set[object]:
    urls = [endpoint.base_url, *(getattr(endpoint.oauth, name) for name in _ADDRESSES)]
    return {origin_of(url) for url in urls if url}
