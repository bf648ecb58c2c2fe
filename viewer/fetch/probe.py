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
from viewer.fetch.probe_searches import NOBODY, WHO, fault_words, form_step, operation_words, search_steps
from viewer.fetch.probe_sign_in import SIGN_IN, Unsigned, refused, rights, unready
from viewer.fetch.question import address_of
from viewer.fetch.reply import Reply
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.fhir.resource import FhirVersion
from viewer.source.address import base_problem
from viewer.source.answer import Ended, Outcome
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.protocols import Authoriser, Cancel, PatientQuery

ADDRESS, SETTINGS, CAPABILITY, VERSION, PATIENT = (
    "Address",
    "Certificate files",
    "CapabilityStatement",
    "FHIR version",
    "Patient search",
)
STEPS = (ADDRESS, NAME, CONNECTION, TLS, CAPABILITY, VERSION, SIGN_IN, PATIENT)
_NOT_TRIED = "not tried, because a step before it did not get through"
_NOT_ASKED = "it is asked only for a patient whom PDS confirmed, or for whom permission was recorded"
_NOBODY_KNOWN = ("RESOURCE_NOT_FOUND", "PATIENT_NOT_FOUND")
_SEARCHES_S = 60.0


def test_endpoint(
    endpoint: Endpoint,
    authoriser: Authoriser,
    options: FetchOptions | None = None,  # noqa: PT028 - it is no test of ours, it tests an endpoint
) -> tuple[Step, ...]:
    """Try an endpoint; return (step, ok, words) for every step, in order; ok None: it was not tried.

    Never raises FetchError.
    """
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
            yield name, None, _NOT_TRIED


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
            first = SafeServer(self.endpoint, Unsigned(), self.options)
            server = SafeServer(self.endpoint, self.authoriser, self.options)
        except FetchError as error:
            fault = fault_of_error(error)
            yield SETTINGS, False, f"{fault.why}. {fault.advice}"
            return
        with closing(first.session), closing(server.session):
            yield from self._reached(first, server)

    def _reached(self, first: SafeServer, server: SafeServer) -> Iterator[Step]:
        """Try what needs no sign-in without one; ``server`` signs in, and is asked after it."""
        named = name_step(first.wire, first.base, self.options.connect_timeout_s)
        yield named
        if not named[1]:
            return
        start = monotonic()
        about = self._desk(first).get("metadata")
        seconds = monotonic() - start
        fault = about if isinstance(about, Fault) else None
        yield from contact_steps(first.wire, first.base, fault)
        if first.wire.trust.identity is not None:
            yield our_step(first.wire.trust.identity)
        if fault is not None:
            return
        yield clock_step(first.wire.contact)
        if plans_for(self.endpoint).capability:
            yield from self._plain(server, about, seconds)
        else:
            yield CAPABILITY, True, "this kind of service has none, and none is needed"
            yield VERSION, True, "it is set by the kind of service"
            unsigned = unready(server, self.endpoint)
            yield from self._national(server) if unsigned is None else (unsigned,)

    def _desk(self, server: SafeServer) -> Desk:
        desk = Desk(origin_of_endpoint(self.endpoint), server, self.options)
        desk.asking = self.endpoint.asking
        return desk

    def _plain(self, server: SafeServer, about: Reply | Fault, seconds: float) -> Iterator[Step]:
        desk, unsigned = self._desk(server), unready(server, self.endpoint)
        if unsigned is None and self.endpoint.sign_in is not SignIn.NONE and _denied(about):
            start = monotonic()
            about = desk.get("metadata")
            seconds = monotonic() - start
        capability, words = _capability(about)
        shut = capability is None and unsigned is not None and _denied(about)
        yield CAPABILITY, None if shut else capability is not None, words + took(seconds)
        yield VERSION, *_version_words(capability)
        if unsigned is not None:
            yield unsigned
            return
        ok = yield from self._signed_in(desk)
        if ok:
            yield from search_steps(desk, capability or Capability(), self.cancel, _SEARCHES_S)
            yield form_step(desk, self.endpoint.asking.post_search)

    def _signed_in(self, desk: Desk) -> Generator[Step, None, bool]:
        start = monotonic()
        reply = desk.get(address_of("Patient", WHO))
        fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
        time = took(monotonic() - start)
        if fault is not None and fault.outcome is Outcome.DENIED and "403" not in fault.why:
            yield refused(fault, self.endpoint)
            return False
        yield SIGN_IN, True, "it accepts the sign-in" if fault is None else "it did not ask to sign in anew"
        yield from rights(self.authoriser)
        yield PATIENT, fault is None, f"it is answered{time}" if fault is None else fault_words(fault)
        return True

    def _national(self, server: SafeServer) -> Iterator[Step]:
        """Ask a national service for nobody, by its own first question."""
        start = monotonic()
        plan = plans_for(self.endpoint).find(
            self._desk(server), self.endpoint, PatientQuery(nhs_number=NOBODY)
        )
        ended = next(event for event in plan.first.events() if isinstance(event, Ended))
        time = took(monotonic() - start)
        why = " ".join(f"{gap.why}. {gap.advice}" for gap in ended.gaps)
        if server.wire.contact.connected_s is None and (ended.outcome is not Outcome.FAILED):
            yield SIGN_IN, None, f"not tried: {_NOT_ASKED}"
            yield from rights(self.authoriser)
            yield PATIENT, None, f"not tried: {_NOT_ASKED}"
            return
        if ended.outcome is Outcome.DENIED:
            gap = ended.gaps[0]
            yield refused(Fault(outcome=ended.outcome, why=gap.why, advice=gap.advice), self.endpoint)
        else:
            yield SIGN_IN, True, "it did not ask to sign in anew"
        yield from rights(self.authoriser)
        yield PATIENT, *_answer_words(ended.outcome, why, time)


def _denied(about: Reply | Fault) -> bool:
    fault = about if isinstance(about, Fault) else fault_of_reply(about)
    return fault is not None and fault.outcome is Outcome.DENIED


def _answer_words(outcome: Outcome, why: str, time: str) -> tuple[bool, str]:
    """Say how a service answered about a number that nobody has: not to know it is the right answer."""
    if outcome is Outcome.COMPLETE:
        return True, f"it is answered{time}"
    if outcome is Outcome.FAILED and any(f"{code})" in why for code in _NOBODY_KNOWN):
        return True, f"it is answered: it knows nobody under the test's number, as is right{time}"
    return False, f"{why}{time}"


def _capability(about: Reply | Fault) -> tuple[Capability | None, str]:
    fault = about if isinstance(about, Fault) else fault_of_reply(about)
    if fault is not None or isinstance(about, Fault):
        why = fault.why if fault else ""
        return None, f"{why}; records are asked for all the same"
    found = capability_of(about.body)
    if found is None:
        return None, "what it sent is no CapabilityStatement; records are asked for all the same"
    return found, f"it lists {len(found.types)} types of record{operation_words(found)}"


def _version_words(capability: Capability | None) -> tuple[bool | None, str]:
    if capability is None:
        return None, "not known without a CapabilityStatement; it is read as R4"
    if capability.version is FhirVersion.UNKNOWN:
        return False, "it states a version that is not known here; it is read as R4"
    return True, f"{capability.version.name} ({capability.claim[:16]})"
