"""What works at an endpoint and what does not, step by step in words, for the person who sets it up."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic

from viewer.errors import FetchError
from viewer.fetch.capability import Capability, capability_of
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_error, fault_of_reply
from viewer.fetch.kinds import plans_for
from viewer.fetch.options import FetchOptions
from viewer.fetch.probe_connection import (
    CONNECTION,
    NAME,
    TLS,
    Step,
    clock_step,
    contact_steps,
    name_step,
    our_step,
    took,
)
from viewer.fetch.probe_searches import NOBODY, WHO, fault_words, form_step, operation_step, search_steps
from viewer.fetch.question import address_of
from viewer.fetch.reply import Reply
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.fhir.resource import FhirVersion
from viewer.source.address import base_problem
from viewer.source.answer import Ended, Outcome
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import Authoriser, Cancel, PatientQuery
from viewer.source.signed_in import ScopeLine

ADDRESS, SETTINGS, CAPABILITY, VERSION, SIGN_IN, RIGHTS, PATIENT = (
    "Address",
    "Certificate files",
    "CapabilityStatement",
    "FHIR version",
    "Sign-in",
    "Rights",
    "Patient search",
)
STEPS = (ADDRESS, NAME, CONNECTION, TLS, CAPABILITY, VERSION, SIGN_IN, PATIENT)
_NOT_TRIED = "not tried, because a step before it failed"
_SEARCHES_S = 60.0


def test_endpoint(
    endpoint: Endpoint,
    authoriser: Authoriser,
    options: FetchOptions | None = None,  # noqa: PT028 - it is no test of ours, it tests an endpoint
) -> tuple[Step, ...]:
    """Try an endpoint; return (step, ok, words) for every step, in order. Never raises FetchError."""
    return tuple(endpoint_steps(endpoint, authoriser, options))


def endpoint_steps(
    endpoint: Endpoint,
    authoriser: Authoriser,
    options: FetchOptions | None = None,
    cancel: Cancel | None = None,
) -> Iterator[Step]:
    """Yield each step as it is done. The patient asked for does not exist; each request is sent once.

    ``options`` are those of ``options_for``; without them the endpoint's certificates and proxy are not used.
    The steps of ``STEPS`` are there in any case, if only as not tried.
    """
    done: set[str] = set()
    for step in _Trial(endpoint, authoriser, _quick(options), cancel or Event()).steps():
        done.add(step[0])
        yield step
    for name in STEPS:
        if name not in done:
            yield name, False, _NOT_TRIED


def _quick(options: FetchOptions | None) -> FetchOptions:
    return replace(
        options or FetchOptions(),
        connect_timeout_s=5,
        read_timeout_s=20,
        attempts=1,
        attempts_after_silence=1,
        budget_s=30,
    )


@dataclass(slots=True)
class _Trial:
    """One endpoint that is tried."""

    endpoint: Endpoint
    authoriser: Authoriser
    options: FetchOptions
    cancel: Cancel

    def steps(self) -> Iterator[Step]:
        problem = base_problem(self.endpoint.base_url)
        yield ADDRESS, not problem, problem or "it is well formed"
        if problem:
            return
        try:
            server = SafeServer(self.endpoint, self.authoriser, self.options)
        except FetchError as error:
            fault = fault_of_error(error)
            yield SETTINGS, False, f"{fault.why}. {fault.advice}"
            return
        with closing(server.session):
            yield from self._reached(server)

    def _reached(self, server: SafeServer) -> Iterator[Step]:
        named = name_step(server.wire, server.base, self.options.connect_timeout_s)
        yield named
        if not named[1]:
            return
        desk = Desk(origin_of_endpoint(self.endpoint), server, self.options)
        desk.asking = self.endpoint.asking
        start = monotonic()
        about = desk.get("metadata")
        seconds = monotonic() - start
        fault = about if isinstance(about, Fault) else None
        refused = fault is not None and fault.outcome is Outcome.DENIED
        if fault and refused and server.wire.contact.connected_s is None and "proxy" not in fault.why:
            yield SIGN_IN, False, fault_words(fault)  # there is no secret: nothing was sent
            return
        yield from contact_steps(server.wire, server.base, fault)
        if server.wire.trust.identity is not None:
            yield our_step(server.wire.trust.identity)
        if fault is not None and not refused:
            return
        yield clock_step(server.wire.contact)
        yield from self._spoken(desk, about, seconds)

    def _spoken(self, desk: Desk, about: Reply | Fault, seconds: float) -> Iterator[Step]:
        if not plans_for(self.endpoint).capability:
            yield CAPABILITY, True, "this kind of service has none, and none is needed"
            yield VERSION, True, "it is set by the kind of service"
            yield from self._national(desk)
            return
        capability, words = _capability(about)
        yield CAPABILITY, capability is not None, words + took(seconds)
        yield VERSION, *_version_words(capability)
        ok = yield from self._signed_in(desk)
        if ok:
            yield from search_steps(desk, capability or Capability(), self.cancel, _SEARCHES_S)
            yield form_step(desk, self.endpoint.asking.post_search)
            yield operation_step(capability)

    def _signed_in(self, desk: Desk) -> Generator[Step, None, bool]:
        start = monotonic()
        reply = desk.get(address_of("Patient", WHO))
        fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
        time = took(monotonic() - start)
        if fault is not None and fault.outcome is Outcome.DENIED and "403" not in fault.why:
            yield SIGN_IN, False, fault_words(fault)
            return False
        yield SIGN_IN, True, "it accepts the sign-in" if fault is None else "it did not ask to sign in anew"
        yield from _rights(self.authoriser)
        yield PATIENT, fault is None, f"it is answered{time}" if fault is None else fault_words(fault)
        return True

    def _national(self, desk: Desk) -> Iterator[Step]:
        """Ask a national service for nobody, by its own first question."""
        start = monotonic()
        plan = plans_for(self.endpoint).find(desk, self.endpoint, PatientQuery(nhs_number=NOBODY))
        ended = next(event for event in plan.first.events() if isinstance(event, Ended))
        time = took(monotonic() - start)
        why = " ".join(f"{gap.why}. {gap.advice}" for gap in ended.gaps)
        denied = ended.outcome is Outcome.DENIED
        yield SIGN_IN, not denied, why if denied else "it did not ask to sign in anew"
        yield from _rights(self.authoriser)
        ok = ended.outcome is Outcome.COMPLETE
        yield PATIENT, ok, f"it is answered{time}" if ok else f"{why}{time}"


def _rights(authoriser: Authoriser) -> Iterator[Step]:
    """Say the rights asked for and granted, where the sign-in knows of any (AUTH-10)."""
    shown = getattr(getattr(authoriser, "session", None), "shown", None)
    lines: tuple[ScopeLine, ...] = shown().scopes if callable(shown) else ()
    if lines:
        missing = [line.what for line in lines if line.asked and not line.granted]
        granted = [line.what for line in lines if line.granted]
        words = f"granted: {', '.join(granted) or 'none'}"
        yield (
            RIGHTS,
            not missing,
            f"{words}; asked for, not granted: {', '.join(missing)}" if missing else words,
        )


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
