"""Asking a GP practice for its structured record in one question (GP Connect, ``$gpc.getstructuredrecord``).

Source: GP Connect Access Record: Structured, "Retrieve a patient's structured record" and "Returning data
in lists": each clinical area asked for comes back with a List of its own code, empty where there is nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.words import gap_kind
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind

OPERATION = "gpc.getstructuredrecord"
LABEL = f"${OPERATION}"
_PATH = f"Patient/${OPERATION}"
_TYPE = re.compile(rb'"resourceType"\s*:\s*"(\w{1,64})"')


@dataclass(frozen=True, slots=True)
class _Area:
    """One clinical area: how it is asked for, and what shows that it was answered."""

    parameter: str
    domain: Domain
    list_code: bytes
    types: frozenset[bytes]
    parts: tuple[tuple[str, bool], ...] = ()


_AREAS = (
    _Area(
        "includeAllergies",
        Domain.ALLERGIES,
        b"886921000000105",
        frozenset({b"AllergyIntolerance"}),
        (("includeResolvedAllergies", True),),
    ),
    _Area(
        "includeMedication",
        Domain.MEDICINES,
        b"933361000000108",
        frozenset({b"MedicationStatement", b"MedicationRequest"}),
        (("includePrescriptionIssues", True),),
    ),
    _Area("includeProblems", Domain.PROBLEMS, b"717711000000103", frozenset({b"Condition"})),
    _Area(
        "includeImmunisations",
        Domain.IMMUNISATIONS,
        b"1102181000000102",
        frozenset({b"Immunization"}),
        (("includeNotGiven", True),),
    ),
    _Area("includeConsultations", Domain.ENCOUNTERS, b"1149501000000101", frozenset({b"Encounter"})),
    _Area("includeUncategorisedData", Domain.RESULTS, b"826501000000100", frozenset({b"Observation"})),
    _Area("includeInvestigations", Domain.RESULTS, b"887191000000108", frozenset({b"DiagnosticReport"})),
    _Area("includeReferrals", Domain.REFERRALS, b"792931000000107", frozenset({b"ReferralRequest"})),
    _Area("includeDiaryEntries", Domain.REFERRALS, b"714311000000108", frozenset({b"ProcedureRequest"})),
)

DOMAINS = frozenset(area.domain for area in _AREAS)
TYPES = frozenset({kind.decode() for area in _AREAS for kind in area.types} | {"List"})
"""What the operation brings, so that it need not be searched for as well."""


def question(nhs_number: str) -> bytes:
    """Return the Parameters that ask for everything the operation knows."""
    who = {"name": "patientNHSNumber", "valueIdentifier": {"system": NHS_NUMBER_SYSTEM, "value": nhs_number}}
    parameters = [who, *map(_asked_for, _AREAS)]
    return msgspec.json.encode({"resourceType": "Parameters", "parameter": parameters})


def _asked_for(area: _Area) -> dict[str, object]:
    parts = [{"name": name, "valueBoolean": value} for name, value in area.parts]
    return {"name": area.parameter, "part": parts} if parts else {"name": area.parameter}


def structured_record(desk: Desk, nhs_number: str) -> Iterator[SourceEvent]:
    """Ask once; yield the body as it came, then one ``Ended`` that names every area not answered."""
    if not nhs_number:
        yield _ended(desk, _no_number())
        return
    reply = desk.post(_PATH, question(nhs_number))
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply) or _not_a_list(reply)
    if isinstance(reply, Reply) and (fault is None or reply.kind in {BodyKind.OUTCOME, BodyKind.XML}):
        yield desk.answer(LABEL, reply, "the structured record")
    if fault is None and isinstance(reply, Reply):
        yield desk.ended(LABEL, Outcome.COMPLETE, _unanswered(desk, reply.body))
    else:
        yield _ended(desk, fault or _no_number())


def _no_number() -> Fault:
    return Fault(
        outcome=Outcome.FAILED,
        why="it gives the structured record by NHS number only, and its Patient holds none that is valid",
        advice="Ask the practice to check the NHS number of this patient.",
    )


def _not_a_list(reply: Reply) -> Fault | None:
    if reply.type == "Bundle":
        return None
    return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a record")


def _ended(desk: Desk, fault: Fault) -> SourceEvent:
    gaps = [
        desk.gap(gap_kind(fault.outcome), domain, domain.label, fault.why, fault.advice)
        for domain in sorted(DOMAINS)
    ]
    return desk.ended(LABEL, fault.outcome, gaps)


def _unanswered(desk: Desk, body: bytes) -> list[Gap]:
    """Return a gap for each area whose List and whose resources are both absent: silence is not "none"."""
    came = frozenset(_TYPE.findall(body))
    silent = [area for area in _AREAS if area.list_code not in body and not area.types & came]
    why = "asked for, but the answer neither holds any nor says that there are none"
    return [
        desk.gap(GapKind.FAILED, area.domain, f"{area.domain.label} ({area.parameter})", why)
        for area in silent
    ]
