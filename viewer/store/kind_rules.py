"""What each national service needs to be told, and what must be held to use it; in words."""

import re
from dataclasses import dataclass

from viewer.source.address import base_problem
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.source.nhs_user import is_nobody, is_smartcard

NATIONAL = tuple(kind for kind in Kind if kind is not Kind.FHIR)
SIMULATOR = "Tested against a simulator only: no sandbox or live service of NHS England has been passed yet."
_ODS = re.compile(r"[A-Z0-9]{3,12}")
_ASID = re.compile(r"[0-9]{12}")
_ROLE = re.compile(r"[A-Za-z0-9-]{1,64}")
_WORDS_FOR = {
    "organisation": "the ODS code of your organisation",
    "organisation_name": "the name of your organisation",
    "from_asid": "the ASID of your system",
    "provider": "the ODS code of the practice behind it",
    "role": "the role profile id (URID) of the person who asks",
    "user_id": "the id of the person who asks",
    "user_name": "the name of the person who asks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """What is said of a kind: its name, which fields of ``Nhs`` it needs, what must be held, its defaults.

    ``sign_ins`` are the ways in which it can be signed in to, the usual one first.
    """

    label: str
    needs: tuple[str, ...]
    must_hold: str
    sign_ins: tuple[SignIn, ...]
    care_setting: str = ""


_USERS = (SignIn.EXCHANGE, SignIn.SMART, SignIn.SIGNED_JWT, SignIn.API_KEY, SignIn.NONE, SignIn.BEARER)
_PROXIED = (SignIn.NONE, SignIn.API_KEY)  # its Authorization header says who asks (GPC-11)
_GP = "organisation", "organisation_name", "provider", "from_asid", "user_id", "user_name"
KINDS = {
    Kind.FHIR: KindFacts(
        label="FHIR server (any, UK Core too)",
        needs=(),
        must_hold="",
        sign_ins=tuple(SignIn),
    ),
    Kind.PDS: KindFacts(
        label="Personal Demographics Service (PDS)",
        needs=("organisation",),
        must_hold="Your organisation must hold: onboarding for PDS FHIR in healthcare worker mode, "
        "an application with a registered key, and smartcard (CIS2) users with a national role.",
        sign_ins=_USERS,
        care_setting="Personal Demographics Service",
    ),
    Kind.GP_CONNECT: KindFacts(
        label="GP Connect Access Record: Structured",
        needs=_GP,
        must_hold="Your organisation must hold: onboarding for GP Connect Access Record Structured, an ASID, "
        "a client certificate issued for it, and a connection to HSCN. For direct care alone.",
        sign_ins=_PROXIED,
        care_setting="GP practice",
    ),
    Kind.GP_DOCUMENTS: KindFacts(
        label="GP Connect Access Document",
        needs=_GP,
        must_hold="Your organisation must hold: onboarding for GP Connect Access Document, an ASID, "
        "a client certificate issued for it, and a connection to HSCN. For direct care alone.",
        sign_ins=_PROXIED,
        care_setting="GP practice",
    ),
    Kind.NRL: KindFacts(
        label="National Record Locator (NRL)",
        needs=("organisation",),
        must_hold="Your organisation must hold: onboarding as an NRL consumer, the pointer types that it "
        "may see, and an application with a registered key.",
        sign_ins=(SignIn.SIGNED_JWT, SignIn.EXCHANGE, SignIn.API_KEY, SignIn.NONE, SignIn.BEARER),
        care_setting="National Record Locator",
    ),
    Kind.SCR: KindFacts(
        label="Summary Care Record (SCR)",
        needs=("organisation", "role", "user_id"),
        must_hold="Your organisation must hold: onboarding for SCR (at present for GP software alone), an "
        "ASID, smartcard (CIS2) users with a role that may view it, and a privacy officer. Permission to "
        "view is recorded for each patient.",
        sign_ins=_USERS,
        care_setting="Summary Care Record",
    ),
    Kind.IMMUNISATIONS: KindFacts(
        label="Immunisation history",
        needs=("organisation",),
        must_hold="Your organisation must hold: onboarding for the Immunisation History API and an "
        "application with a registered key.",
        sign_ins=(SignIn.SIGNED_JWT, SignIn.EXCHANGE, SignIn.API_KEY, SignIn.NONE, SignIn.BEARER),
        care_setting="Immunisation history",
    ),
}
_NOT_A_PERSON = frozenset({SignIn.SIGNED_JWT, SignIn.CLIENT, SignIn.API_KEY, SignIn.NONE})
_AT_SIGN_IN = ("role", "user_id")  # the identity provider says who it is, and the person picks a role
_WITH_CERTIFICATE = frozenset({Kind.GP_CONNECT, Kind.GP_DOCUMENTS})


def kind_problem(endpoint: Endpoint) -> str:
    """Return what a national kind still needs, or what it is told wrongly; "" if nothing."""
    nhs, facts = endpoint.nhs, KINDS[endpoint.kind]
    known = _AT_SIGN_IN if endpoint.sign_in is SignIn.EXCHANGE else ()
    needed = [name for name in facts.needs if name not in known]
    missing = [_WORDS_FOR[name] for name in needed if not getattr(nhs, name).strip()]
    if missing:
        return f"{facts.label} needs {_listed(missing)}"
    if endpoint.sign_in not in facts.sign_ins:
        return f"{facts.label} cannot be signed in to in this way"
    return _shape_problem(nhs) or _gp_connect_problem(endpoint) or _live_problem(endpoint)


def _gp_connect_problem(endpoint: Endpoint) -> str:
    if endpoint.kind not in _WITH_CERTIFICATE:
        return ""
    if endpoint.sign_in is SignIn.API_KEY and endpoint.header_name.casefold() == "authorization":
        return "GP Connect is told who asks in the header Authorization; the API key needs another one"
    return _who_problem(endpoint.nhs) or _practice_problem(endpoint.nhs)


def _who_problem(nhs: Nhs) -> str:
    if is_nobody(nhs.user_name):
        return "GP Connect takes no user who is nobody in particular; give the name of the person who asks"
    if is_smartcard(nhs.user_id) and not nhs.role.strip():
        return "GP Connect needs the role profile id (URID) of a smartcard's user (an id of twelve digits)"
    return ""


def _practice_problem(nhs: Nhs) -> str:
    if not (nhs.to_asid or nhs.directory):
        return (
            "GP Connect needs the ASID of the practice's system, or the address of the directory that "
            "gives it"
        )
    wrong = base_problem(nhs.directory) if nhs.directory else ""
    return f"the directory: {wrong}" if wrong else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _shape_problem(nhs: Nhs) -> str:
    if any(code and not _ODS.fullmatch(code) for code in (nhs.organisation, nhs.provider)):
        return "an ODS code is 3 to 12 capital letters and digits, such as A1001"
    if any(asid and not _ASID.fullmatch(asid) for asid in (nhs.from_asid, nhs.to_asid)):
        return "an ASID is twelve digits"
    if nhs.role and not _ROLE.fullmatch(nhs.role):
        return "a role profile id (URID) is letters, digits and hyphens, at most 64"
    texts = (nhs.organisation_name, nhs.role_name, nhs.user_id, nhs.user_name, nhs.device)
    return "" if all(text.isprintable() for text in texts) else "a name must not hold a line break"


def _live_problem(endpoint: Endpoint) -> str:
    if endpoint.marking is not Marking.LIVE:
        return ""
    if endpoint.kind in _WITH_CERTIFICATE and not endpoint.transport.certificate_file:
        return "GP Connect needs the client certificate issued for your system"  # GPC-12
    if endpoint.kind in {Kind.PDS, Kind.SCR} and endpoint.sign_in in _NOT_A_PERSON:
        return "a person's search needs the person's own sign-in, not the application's alone"  # NHS-04
    return ""
