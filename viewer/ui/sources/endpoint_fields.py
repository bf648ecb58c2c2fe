"""Which fields a source has on screen, what they are called, and which of them its settings call for."""

from viewer.source.connection import Use
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.source.secret import Purpose
from viewer.store.endpoint_rules import ALGORITHMS
from viewer.store.kind_rules import KINDS
from viewer.ui.sources.field_group import Form, Spec

SIGN_IN_WORDS = {
    SignIn.NONE: "None",
    SignIn.BASIC: "User name and password (Basic)",
    SignIn.BEARER: "Bearer token",
    SignIn.API_KEY: "API key in a header",
    SignIn.CLIENT: "Client ID and secret, by the program",
    SignIn.SIGNED_JWT: "Signed JWT with a private key, by the program",
    SignIn.SMART: "By the person, in the browser (SMART)",
    SignIn.EXCHANGE: "By the person, in the browser (CIS2, NHS login)",
}
_MARKING = (
    (Marking.DEMO, "Demo: fictional patients"),
    (Marking.SANDBOX, "Sandbox: test data"),
    (Marking.LIVE, "Live: real patients"),
)
_USE = (
    (Use.AUTO, "As the source says it can"),
    (Use.ALWAYS, "Always"),
    (Use.NEVER, "Never"),
)
_FOUND = "found by itself where empty"
_FILE = "from the root of the disk"

BASIC = (
    Spec(
        key="kind",
        label="Kind",
        form=Form.CHOICE,
        choices=tuple((kind, facts.label) for kind, facts in KINDS.items()),
    ),
    Spec(key="name", label="Name on screen"),
    Spec(key="care_setting", label="Care setting", hint="GP practice, acute trust, community"),
    Spec(key="base_url", label="FHIR base URL", hint="https://fhir.example.org/r4"),
    Spec(key="marking", label="Marking", form=Form.CHOICE, choices=_MARKING),
)
NATIONAL = (
    Spec(key="nhs.organisation", label="Your ODS code"),
    Spec(key="nhs.organisation_name", label="Your organisation"),
    Spec(key="nhs.from_asid", label="Your ASID"),
    Spec(key="nhs.provider", label="ODS code of the practice"),
    Spec(key="nhs.to_asid", label="ASID of the practice", hint="or the directory's address below"),
    Spec(key="nhs.directory", label="Directory (SDS)", hint="https:// address, gives the ASID"),
    Spec(key=Purpose.DIRECTORY, label="API key of the directory", form=Form.SECRET),
    Spec(key="nhs.role", label="Role profile id (URID)", hint="of a smartcard; or chosen at sign-in"),
    Spec(key="nhs.role_name", label="Role in words"),
    Spec(key="nhs.user_id", label="Your user id"),
    Spec(key="nhs.user_name", label="Your name"),
    Spec(key="nhs.device", label="This workstation"),
)
SIGN_IN = (
    Spec(
        key="sign_in",
        label="Sign in",
        form=Form.CHOICE,
        choices=tuple(SIGN_IN_WORDS.items()),
    ),
    Spec(key="user_name", label="User name"),
    Spec(key="header_name", label="Header name", hint="X-API-Key"),
    Spec(key="oauth.client_id", label="Client ID", hint="given by the source's owner"),
    Spec(key=Purpose.SIGN_IN, label="Secret", form=Form.SECRET),
    Spec(key="oauth.key_file", label="Private key file", form=Form.PATH, hint=_FILE),
    Spec(key="oauth.key_id", label="Key ID (kid)"),
    Spec(key=Purpose.KEY, label="Passphrase of the key", form=Form.SECRET),
    Spec(
        key="oauth.algorithm",
        label="Algorithm",
        form=Form.CHOICE,
        choices=tuple((one, one) for one in ALGORITHMS),
    ),
    Spec(key="oauth.identity_issuer", label="Identity provider", hint="https:// address"),
    Spec(key="oauth.identity_client", label="Client ID there"),
    Spec(key="oauth.token_url", label="Token address", hint="https:// address"),
    Spec(key="oauth.offline", label="Stay signed in after the session (offline access)", form=Form.FLAG),
    Spec(key="oauth.follow_host", label="Follow the patient of the host system (FHIRcast)", form=Form.FLAG),
)
ADVANCED = (
    Spec(key="oauth.token_url", label="Token address", hint=_FOUND),
    Spec(key="oauth.issuer", label="Issuer", hint=_FOUND),
    Spec(key="oauth.authorize_url", label="Sign-in page", hint=_FOUND),
    Spec(key="oauth.revoke_url", label="Revocation address", hint=_FOUND),
    Spec(key="oauth.scopes", label="Scopes", hint="the least that is needed where empty"),
    Spec(key="oauth.redirect_port", label="Port for the answer", form=Form.NUMBER, hint="any free one"),
    Spec(key="transport.ca_file", label="Added certificates (CA)", form=Form.PATH, hint=_FILE),
    Spec(key="transport.certificate_file", label="Client certificate", form=Form.PATH, hint="PEM or PKCS#12"),
    Spec(
        key="transport.key_file",
        label="Key of the certificate",
        form=Form.PATH,
        hint="where not in that file",
    ),
    Spec(key=Purpose.CERTIFICATE, label="Passphrase of the certificate", form=Form.SECRET),
    Spec(key="transport.proxy", label="Proxy", hint="the system's where empty; 'direct' for none"),
    Spec(key="transport.proxy_user", label="User name at the proxy"),
    Spec(key=Purpose.PROXY, label="Password at the proxy", form=Form.SECRET),
    Spec(key="asking.page_size", label="Resources a page", form=Form.NUMBER, hint="250"),
    Spec(key="asking.parallel", label="Requests at once", form=Form.NUMBER, hint="4"),
    Spec(key="asking.per_second", label="Requests a second", form=Form.NUMBER, hint="no limit of ours"),
    Spec(key="asking.post_search", label="Search by POST", form=Form.CHOICE, choices=_USE),
    Spec(key="asking.everything", label="Ask for $everything", form=Form.CHOICE, choices=_USE),
    Spec(key="asking.summary", label="Ask for the summary (IPS)", form=Form.CHOICE, choices=_USE),
    Spec(
        key="asking.link_aliases",
        label="Other names of the server",
        form=Form.WORDS,
        hint="https://internal:8443, in its links",
    ),
    Spec(
        key="asking.searches",
        label="Types asked in another way",
        form=Form.WORDS,
        hint="Observation?category=laboratory",
    ),
    Spec(key="asking.break_glass", label="It takes FHIR's label of emergency access", form=Form.FLAG),
    Spec(key="asking.search_documents", label="Its letters may be fetched to be searched", form=Form.FLAG),
    Spec(key="contact", label="How to reach its keepers", hint="for errors in its records"),
)

_CLIENT = frozenset({"oauth.client_id"})
_KEY = frozenset({"oauth.key_file", "oauth.key_id", Purpose.KEY, "oauth.algorithm"})
_ID = frozenset({"oauth.identity_issuer", "oauth.identity_client", "oauth.token_url"})
_OFFLINE = frozenset({"oauth.offline"})
_WANTED: dict[SignIn, frozenset[str]] = {
    SignIn.NONE: frozenset(),
    SignIn.BASIC: frozenset({"user_name", Purpose.SIGN_IN}),
    SignIn.BEARER: frozenset({Purpose.SIGN_IN}),
    SignIn.API_KEY: frozenset({"header_name", Purpose.SIGN_IN}),
    SignIn.CLIENT: frozenset({Purpose.SIGN_IN}) | _CLIENT,
    SignIn.SIGNED_JWT: _CLIENT | _KEY,
    SignIn.SMART: _CLIENT | _OFFLINE | {"oauth.follow_host"},
    SignIn.EXCHANGE: _CLIENT | _KEY | _ID | _OFFLINE,
}
_FURTHER: dict[SignIn, frozenset[str]] = {
    SignIn.CLIENT: frozenset({"oauth.token_url", "oauth.issuer", "oauth.scopes"}),
    SignIn.SIGNED_JWT: frozenset({"oauth.token_url", "oauth.issuer", "oauth.scopes"}),
    SignIn.SMART: frozenset(
        {
            "oauth.token_url",
            "oauth.issuer",
            "oauth.authorize_url",
            "oauth.revoke_url",
            "oauth.scopes",
            "oauth.redirect_port",
        }
    ),
    SignIn.EXCHANGE: frozenset({"oauth.revoke_url", "oauth.scopes", "oauth.redirect_port"}),
}
_CERTIFICATE = frozenset({Purpose.CERTIFICATE, "transport.key_file"})
_PROXY = frozenset({Purpose.PROXY, "transport.proxy_user"})
_GP_CONNECT = frozenset(spec.key for spec in NATIONAL) - {Purpose.DIRECTORY}


def sign_in_keys(sign_in: SignIn) -> frozenset[str]:
    """Return which rows a way to sign in needs, the choice itself among them."""
    return _WANTED[sign_in] | {"sign_in"}


def advanced_keys(endpoint: Endpoint) -> frozenset[str]:
    """Return which rows of the advanced part apply to an endpoint's settings."""
    transport = endpoint.transport
    off = frozenset(spec.key for spec in ADVANCED if spec.key.startswith("oauth."))
    off -= _FURTHER.get(endpoint.sign_in, frozenset())
    off |= frozenset() if transport.certificate_file else _CERTIFICATE
    off |= frozenset() if transport.proxy.startswith("http") else _PROXY
    return frozenset(spec.key for spec in ADVANCED) - off


def national_keys(kind: Kind, *, directory: bool) -> frozenset[str]:
    """Return which rows a kind needs; ``directory``: an address of the directory is given."""
    if kind is Kind.FHIR:
        return frozenset()
    if kind in {Kind.GP_CONNECT, Kind.GP_DOCUMENTS}:
        return _GP_CONNECT | ({Purpose.DIRECTORY} if directory else frozenset())
    return frozenset({"nhs.organisation", "nhs.role", "nhs.role_name", "nhs.user_id"})


def value_of(endpoint: Endpoint, key: str) -> object:
    """Return what an endpoint has at a path.

    >>> value_of(Endpoint(id="", name="GP", care_setting="", base_url=""), "oauth.algorithm")
    'RS384'
    """
    found: object = endpoint
    for name in key.split("."):
        found = getattr(found, name)
    return found
