"""A configured FHIR endpoint, without its secret."""

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.source.connection import Asking, Nhs, OAuth, Transport


class Kind(StrEnum):
    """What stands behind an endpoint; the national ones are off until policy enables them."""

    FHIR = "fhir"
    PDS = "pds"
    GP_CONNECT = "gp-connect-structured"
    GP_DOCUMENTS = "gp-connect-documents"
    NRL = "nrl"
    SCR = "scr"
    IMMUNISATIONS = "immunisation-history"


class Marking(StrEnum):
    """What kind of data an endpoint holds; the three never mix in one record (GOV-07)."""

    DEMO = "demo"
    SANDBOX = "sandbox"
    LIVE = "live"


class SignIn(StrEnum):
    """How to sign in; the secret itself is in the OS keyring only."""

    NONE = "none"
    BASIC = "basic"
    BEARER = "bearer"
    API_KEY = "api-key"
    CLIENT = "client-secret"
    SIGNED_JWT = "signed-jwt"
    SMART = "smart"
    EXCHANGE = "token-exchange"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One remote FHIR server as the person knows it (on screen: source).

    ``id`` is opaque (32 hex digits) and the only thing that names it in the keyring (PRIV-09).
    ``base_url`` is absolute, without credentials, query or trailing slash; https, or http to loopback.
    ``user_name`` is for Basic; ``header_name`` for an API key. Neither is secret. ``contact``: how to reach
    whoever keeps its records, in words (GOV-06).
    """

    id: str
    name: str
    care_setting: str
    base_url: str
    sign_in: SignIn = SignIn.NONE
    marking: Marking = Marking.SANDBOX
    user_name: str = ""
    header_name: str = ""
    contact: str = ""
    kind: Kind = Kind.FHIR
    oauth: OAuth = field(default_factory=OAuth)
    transport: Transport = field(default_factory=Transport)
    asking: Asking = field(default_factory=Asking)
    nhs: Nhs = field(default_factory=Nhs)
