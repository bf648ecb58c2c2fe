"""Where a source's sign-in service is: as announced, checked before anything is sent there (AUTH-03)."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from viewer.auth.replies import Content, content_of, text, texts
from viewer.errors import SignInNeeded
from viewer.source.address import is_loopback, origin_of
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.web import Web

_JSON = {"Accept": "application/json"}
_WHAT = "its sign-in addresses"
_ELSEWHERE = "it names another server for its tokens, and the client secret was not sent there"
_TO_SET = "Set the token address of this source, if your IT support knows that server."
_SETTINGS = "Check the sign-in settings of this source with your IT support."


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A sign-in service. Addresses are absolute and safe to ask, "" where it has none.

    ``names_itself``: its callback names the issuer (RFC 9207). ``proofs`` are the ways in which
    a client may show who it is. ``capabilities`` and ``scopes`` as announced.
    """

    issuer: str = ""
    authorize: str = ""
    token: str = ""
    revoke: str = ""
    keys: str = ""
    user_info: str = ""
    names_itself: bool = False
    proofs: frozenset[str] = frozenset()
    capabilities: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()


def smart_service(endpoint: Endpoint, web: Web) -> Service:
    """Return the service that lets people in. Settings win over discovery; S256 must be announced.

    There is no way back to the older extension of the CapabilityStatement: it cannot say S256.
    Raises FetchError, SignInNeeded.
    """
    if endpoint.oauth.authorize_url and endpoint.oauth.token_url:
        return _with_settings(endpoint, Service())
    content = _announcement(endpoint, web)
    if "S256" not in texts(content, "code_challenge_methods_supported"):
        raise SignInNeeded(
            endpoint.name, "it does not offer the protected way of signing in (PKCE with S256)", _SETTINGS
        )
    found = _with_settings(endpoint, _service(endpoint, content))
    if not found.authorize or not found.token:
        raise SignInNeeded(endpoint.name, "it does not say where to sign in", _SETTINGS)
    return found


def client_service(endpoint: Endpoint, web: Web) -> Service:
    """Return the service that gives tokens to programs. Raises FetchError, SignInNeeded."""
    if endpoint.oauth.token_url:
        return _with_settings(endpoint, Service())
    found = _with_settings(endpoint, _service(endpoint, _announcement(endpoint, web)))
    if not found.token:
        raise SignInNeeded(endpoint.name, "it does not say where tokens are given", _SETTINGS)
    if endpoint.sign_in is SignIn.CLIENT and not _is_known(endpoint, found.token):
        # A key signs for one address and is no use elsewhere; a secret that was sent is known there.
        raise SignInNeeded(endpoint.name, _ELSEWHERE, _TO_SET)
    return found


def _is_known(endpoint: Endpoint, url: str) -> bool:
    """Whether an address is on a server that was set for this source: a client secret is for those (AUTH-02).

    The servers of this computer are one: whoever listens on one of its ports may listen on all.
    """
    named = {origin_of(endpoint.base_url), origin_of(endpoint.oauth.issuer)} - {None}
    asked = origin_of(url)
    hosts = [one[1] for one in (asked, origin_of(endpoint.base_url)) if one]
    return asked in named or all(map(is_loopback, hosts))


def openid_service(endpoint: Endpoint, issuer: str, web: Web) -> Service:
    """Return an OpenID provider's service. Raises FetchError, SignInNeeded.

    A provider that says which challenges it takes must take S256; CIS2 says nothing of them.
    """
    _checked(endpoint, issuer, "issuer")
    url = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    content = content_of(endpoint.name, web.get(url, _JSON), _WHAT)
    if text(content, "issuer").rstrip("/") != issuer.rstrip("/"):
        raise SignInNeeded(endpoint.name, "its sign-in service calls itself by another name", _SETTINGS)
    methods = texts(content, "code_challenge_methods_supported")
    if methods and "S256" not in methods:
        raise SignInNeeded(
            endpoint.name,
            "its identity provider does not offer PKCE with S256 (protected sign-in)",
            _SETTINGS,
        )
    return replace(_service(endpoint, content), issuer=text(content, "issuer"))


def with_keys(endpoint: Endpoint, service: Service, web: Web) -> Service:
    """Return the service with the address of its public keys, where the issuer can be asked for it."""
    if service.keys or not service.issuer:
        return service
    found = openid_service(endpoint, service.issuer, web)
    return replace(service, keys=found.keys)


def _announcement(endpoint: Endpoint, web: Web) -> Content:
    url = f"{endpoint.base_url.rstrip('/')}/.well-known/smart-configuration"
    return content_of(endpoint.name, web.get(url, _JSON), _WHAT)  # whatever media type it says


def _service(endpoint: Endpoint, content: Content) -> Service:
    names = {
        "authorize": "authorization_endpoint",
        "token": "token_endpoint",  # nosec B105 # the name of a field, no secret
        "revoke": "revocation_endpoint",
        "keys": "jwks_uri",
        "user_info": "userinfo_endpoint",
        "issuer": "issuer",
    }
    found = {ours: _announced(endpoint, text(content, theirs), theirs) for ours, theirs in names.items()}
    return Service(
        **found,
        names_itself=content.get("authorization_response_iss_parameter_supported") is True,
        proofs=texts(content, "token_endpoint_auth_methods_supported"),
        capabilities=texts(content, "capabilities"),
        scopes=texts(content, "scopes_supported"),
    )


def _with_settings(endpoint: Endpoint, found: Service) -> Service:
    given = endpoint.oauth
    return replace(
        found,
        issuer=_checked(endpoint, given.issuer, "issuer") or found.issuer,
        authorize=_checked(endpoint, given.authorize_url, "sign-in") or found.authorize,
        token=_checked(endpoint, given.token_url, "tokens") or found.token,
        revoke=_checked(endpoint, given.revoke_url, "signing out") or found.revoke,
    )


def _announced(endpoint: Endpoint, url: str, name: str) -> str:
    """Check an announced address; one without TLS on this computer is only for a source that is here too.

    Elsewhere it would send codes to whoever of this computer's users listens on that port.
    """
    homes = (endpoint.base_url, endpoint.oauth.issuer, endpoint.oauth.identity_issuer)
    here = any(is_loopback(origin[1]) for origin in map(origin_of, homes) if origin)
    safe = here or not url.casefold().startswith("http:")
    return _checked(endpoint, url if safe else "http:", name)


def _checked(endpoint: Endpoint, url: str, name: str) -> str:
    if url and not is_safe(url):
        raise SignInNeeded(
            endpoint.name,
            f"the address of its sign-in service ({name}) is not a whole https address",
            _SETTINGS,
        )
    return url


def is_safe(url: str) -> bool:
    """Whether an address of a sign-in service may be asked: absolute https, or http to this computer.

    >>> is_safe("https://a.org/token"), is_safe("http://127.0.0.1:8/token?x=1"), is_safe("http://a.org/token")
    (True, True, False)
    >>> is_safe("/token"), is_safe("https://u:p@a.org/"), is_safe("https://a.org/#x")
    (False, False, False)
    """
    origin = origin_of(url)
    if origin is None or not url.isascii() or not url.isprintable() or any(mark in url for mark in '\\ "<>#'):
        return False
    return "@" not in urlsplit(url).netloc and (origin[0] == "https" or is_loopback(origin[1]))
