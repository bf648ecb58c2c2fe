"""How an endpoint is reached and asked: sign-in by tokens, transport, manner of asking. No secret here.

Secrets that belong to these settings are in the keyring, one name for each purpose: ``source/secret.py``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """Whether to use what an endpoint may offer; ``auto`` follows its CapabilityStatement."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """How tokens are had (SMART App Launch, signed JWT, token exchange).

    ``issuer`` and the three addresses are "" where discovery finds them. ``scopes`` are separated by blanks,
    "" asks for the least. ``key_file`` is a PEM private key that the organisation supplies (AUTH-09), its
    passphrase is in the keyring. ``redirect_port`` 0 takes any free one. ``offline`` asks for a refresh
    token that outlives the session. ``follow_host`` asks for the host's shared context, so that its patient
    can be followed (FHIRcast, CTX-01). ``identity_issuer`` and ``identity_client`` are the OpenID provider
    whose id_token is exchanged (AUTH-15).
    """

    client_id: str = ""
    issuer: str = ""
    authorize_url: str = ""
    token_url: str = ""
    revoke_url: str = ""
    scopes: str = ""
    algorithm: str = "RS384"
    key_id: str = ""
    key_file: str = ""
    redirect_port: int = 0
    offline: bool = False
    follow_host: bool = False
    identity_issuer: str = ""
    identity_client: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """How bytes get there.

    ``ca_file`` adds certificates to those the system trusts. ``certificate_file`` is the client's own,
    PEM (with its key, or the key in ``key_file``) or PKCS#12. ``proxy`` is "" for the system's, ``direct``
    for none, or an http(s) address without user name and password.
    """

    ca_file: str = ""
    certificate_file: str = ""
    key_file: str = ""
    proxy: str = ""
    proxy_user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """In which manner it is asked; 0 and ``auto`` leave it to the program.

    ``link_aliases`` are other origins (``https://internal:8443``) under which the server names itself in
    its links: such a link is followed at the endpoint's own address, never there. ``searches``:
    ``Type?parameter=value`` for types that it wants asked in another way (``fetch/overrides.py``).
    ``break_glass``: it takes FHIR's label of emergency access on a request (``source/glass.py``).
    ``search_documents``: its letters may be fetched to be searched, where policy lets them.
    """

    page_size: int = 0
    post_search: Use = Use.AUTO
    everything: Use = Use.AUTO
    summary: Use = Use.AUTO
    parallel: int = 0
    per_second: int = 0
    link_aliases: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    break_glass: bool = False
    search_documents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nhs:
    """Who asks, for the national services of NHS England; none of it is secret.

    ``organisation`` is the ODS code of the asking organisation, ``from_asid`` and ``to_asid`` the accredited
    system ids of asker and provider, ``role`` the user's chosen role profile id (URID; AUTH-16), ``user_id``
    and ``user_name`` the person who asks (GPC-11: no generic user), ``device`` the workstation's name.
    ``provider`` is the ODS code of the practice behind a GP Connect endpoint, ``directory`` the address of
    the Spine Directory Service that gives its ASID where ``to_asid`` is "" (GPC-16); its API key is in the
    keyring.
    """

    organisation: str = ""
    organisation_name: str = ""
    from_asid: str = ""
    to_asid: str = ""
    role: str = ""
    role_name: str = ""
    user_id: str = ""
    user_name: str = ""
    device: str = ""
    provider: str = ""
    directory: str = ""
