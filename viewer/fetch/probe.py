"""What works at an endpoint and what does not, step by step in words, for the person who sets it up."""

from contextlib import closing
from urllib.parse import urlsplit

from viewer.errors import SignInNeeded
from viewer.fetch.capability import Capability, capability_of
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.options import FetchOptions
from viewer.fetch.question import address_of
from viewer.fetch.reply import Reply
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.fhir.resource import FhirVersion
from viewer.source.address import base_problem, is_loopback
from viewer.source.answer import Outcome
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import Authoriser

Step = tuple[str, bool, str]
STEPS = (
    "Address",
    "Connection",
    "Certificate",
    "CapabilityStatement",
    "FHIR version",
    "Sign-in",
    "Patient search",
)
_NOT_TRIED = "not tried, because a step before it failed"
_NOBODY = "9990000018"  # of the range that is never issued
_QUICK = FetchOptions(
    connect_timeout_s=5, read_timeout_s=20, attempts=1, attempts_after_silence=1, budget_s=30
)


def test_endpoint(endpoint: Endpoint, authoriser: Authoriser) -> tuple[Step, ...]:
    """Try an endpoint; return (step, ok, words) for every step, in order. Never raises FetchError.

    Takes some seconds at worst: each request is sent once. The patient asked for does not exist.
    """
    problem = base_problem(endpoint.base_url)
    if problem:
        return _filled([(STEPS[0], False, problem)])
    server = SafeServer(endpoint, authoriser, _QUICK)
    with closing(server.session):
        return _filled(_tried(Desk(origin_of_endpoint(endpoint), server, _QUICK), endpoint))


def _filled(steps: list[Step]) -> tuple[Step, ...]:
    """Add the steps that were not tried, so that none is missing on the screen."""
    return (*steps, *((name, False, _NOT_TRIED) for name in STEPS[len(steps) :]))


def _tried(desk: Desk, endpoint: Endpoint) -> list[Step]:
    steps: list[Step] = [(STEPS[0], True, "the address is well formed")]
    about = desk.get("metadata")
    signed_in = not (isinstance(about, Fault) and about.outcome is Outcome.DENIED)
    if isinstance(about, Fault) and signed_in:
        return steps + _unreached(about)
    steps += [(STEPS[1], True, "it answers"), (STEPS[2], True, _certificate_words(endpoint))]
    capability, words = _capability(about)
    steps.append((STEPS[3], capability is not None, words))
    steps.append((STEPS[4], *_version_words(capability)))
    return steps + _searched(desk)


def _unreached(fault: Fault) -> list[Step]:
    if "certificate" in fault.why or "TLS" in fault.why:
        return [(STEPS[1], True, "it answers"), (STEPS[2], False, f"{fault.why}. {fault.advice}")]
    return [(STEPS[1], False, f"{fault.why}. {fault.advice}")]


def _certificate_words(endpoint: Endpoint) -> str:
    parts = urlsplit(endpoint.base_url)
    if parts.scheme == "http" and is_loopback(parts.hostname or ""):
        return "none is needed on this computer"
    return "it is valid and trusted by this computer"


def _capability(about: Reply | Fault) -> tuple[Capability | None, str]:
    fault = about if isinstance(about, Fault) else fault_of_reply(about)
    if fault is not None or isinstance(about, Fault):
        why = fault.why if fault else ""
        return None, f"{why}; records are asked for all the same"
    found = capability_of(about.body)
    if found is None:
        return None, "what it sent is no CapabilityStatement; records are asked for all the same"
    return found, f"it lists {len(found.types)} types of record"


def _version_words(capability: Capability | None) -> tuple[bool, str]:
    if capability is None:
        return False, "unknown; it is read as R4"
    if capability.version is FhirVersion.UNKNOWN:
        return False, "it states a version that is not known here; it is read as R4"
    return True, f"{capability.version.name} ({capability.claim[:16]})"


def _searched(desk: Desk) -> list[Step]:
    reply = desk.get(
        address_of("Patient", [("identifier", f"{NHS_NUMBER_SYSTEM}|{_NOBODY}"), ("_count", "1")])
    )
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
    if fault is None:
        return [(STEPS[5], True, "it accepts the sign-in"), (STEPS[6], True, "it answers a patient search")]
    words = f"{fault.why}. {fault.advice}"
    if fault.outcome is Outcome.DENIED and fault.advice == SignInNeeded.advice:
        return [(STEPS[5], False, words)]
    return [(STEPS[5], True, "it did not ask to sign in anew"), (STEPS[6], False, words)]
