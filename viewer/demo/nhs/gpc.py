"""Decides what the simulated GP practice answers to the structured record's operation, and about whom."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from typing_extensions import override

from viewer.demo.answers import Answers, Reply, Request
from viewer.demo.nhs.people import PRACTICE
from viewer.demo.nhs.statement import gpc_refused, proxy_refuses
from viewer.demo.outcome import outcome
from viewer.demo.shelf import Json, Shelf
from viewer.demo.sign_in import Guard
from viewer.demo.sites import NationalKey, Site, SiteKey
from viewer.demo.structured import OPERATION, structured_record
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind

NO_CONSENT = "9990036160"
"""Isla Thornber: for the simulation the practice says that she has not agreed to sharing."""
NOT_FOUND = frozenset({"9990062781", "9990057915", "9990049351"})
"""Not held, sensitive, died: a practice says the same of all of them."""
OLD_SYSTEM = "9990035210"
"""Freya Thornber: for the simulation her practice's system is an older one."""
NEWER = ("includeReferrals", "includeDiaryEntries", "includeInvestigations")
"""What an older system does not know."""
INTERACTION = "urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1"
WHO = Nhs(
    organisation="Y99002",
    organisation_name="Northmoor Acute Trust",
    from_asid="200000000115",
    to_asid="200000000116",
    user_id="555254239107",
    role="555254240100",
    user_name="Sam Clinician-Demo",
    device="demo workstation",
    provider=PRACTICE,
)
GPC = Site(
    key=NationalKey.GP_CONNECT,
    id="d30000000000000000000000000000b3",
    name="GP Connect, Riverside Surgery (simulated)",
    care_setting="GP practice record",
    fhir_version="3.0.1",
    path="/Y99001/STU3/1/gpconnect/structured/fhir",
    page_size=50,
    most=50,
    total="always",
    page_link="",
    kind=Kind.GP_CONNECT,
    nhs=WHO,
)


class PracticeAnswers(Answers):
    """A practice behind the Spine: it signs nobody in, it checks the statement of who asks instead.

    ``base`` is the address that the statement must name. A subclass answers what has passed the proxy.
    """

    def __init__(self, site: Site, shelves: Mapping[SiteKey, Shelf], _guard: Guard) -> None:
        super().__init__(site, shelves.get(SiteKey.GP, Shelf()), Guard())

    @override
    def label(self, request: Request) -> tuple[str, int]:
        return request.path.split("/", 1)[0], 1

    @override
    def reply(self, request: Request) -> Reply:
        interaction, answer = self.chosen(request)
        return proxy_refuses(request, self.site.nhs, interaction, self.base) or answer(request)

    def chosen(self, request: Request) -> tuple[str, Callable[[Request], Reply]]:
        """Return which interaction a request is, and what answers it."""
        del request
        return "", _nothing_here


def _nothing_here(_request: Request) -> Reply:
    return gpc_refused("BAD_REQUEST", "there is no such interaction here")


class GpcAnswers(PracticeAnswers):
    """The structured record of one practice."""

    @override
    def chosen(self, request: Request) -> tuple[str, Callable[[Request], Reply]]:
        if request.method == "POST" and request.path == f"Patient/{OPERATION}":
            return INTERACTION, self._record
        return super().chosen(request)

    def _record(self, request: Request) -> Reply:
        number = _number(request.body)
        if number == NO_CONSENT:
            return gpc_refused("NO_PATIENT_CONSENT", "Patient has not provided consent to share data", 403)
        if number in NOT_FOUND:
            return gpc_refused("PATIENT_NOT_FOUND", "No patient details found for given NHS number")
        if number == OLD_SYSTEM:
            request = replace(request, body=_without_newer(request.body))
        answer = _with_status(*structured_record(self.shelf, request.body))
        return _older(answer) if number == OLD_SYSTEM and answer.status == 200 else answer  # noqa: PLR2004


def _number(body: bytes) -> str:
    try:
        content = json.loads(body)
        found = [one for one in content["parameter"] if one.get("name") == "patientNHSNumber"]
        return str(found[0]["valueIdentifier"]["value"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""  # the operation itself says what is wrong


def _without_newer(body: bytes) -> bytes:
    content = json.loads(body)
    content["parameter"] = [one for one in content["parameter"] if one.get("name") not in NEWER]
    return json.dumps(content).encode()


def _with_status(status: int, body: bytes) -> Reply:
    """A practice answers wrong parameters with 422; the plain demo endpoint says 400 to everything."""
    content = json.loads(body)
    if content["resourceType"] != "OperationOutcome":
        return Reply(status, body)
    issue = content["issue"][0]
    return gpc_refused(issue["details"]["coding"][0]["code"], issue["diagnostics"])


def _older(answer: Reply) -> Reply:
    bundle: Json = json.loads(answer.body)
    bundle["entry"] += [{"resource": _unknown(name)} for name in NEWER]
    return replace(answer, body=json.dumps(bundle, ensure_ascii=False).encode())


def _unknown(name: str) -> Json:
    words = f"{name} is not recognised by this system"
    spine = ("NOT_IMPLEMENTED", "Not implemented")
    return json.loads(outcome("not-supported", words, severity="warning", spine=spine))
