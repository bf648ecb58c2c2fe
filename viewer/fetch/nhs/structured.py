"""Asking a GP practice for its structured record in one question (GP Connect, ``$gpc.getstructuredrecord``).

Source: GP Connect Access Record: Structured, "Retrieve a patient's structured record" and "Returning data
in lists": each clinical area asked for comes back with a List of its own code, empty where there is nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.not_implemented import not_implemented
from viewer.fetch.nhs.spine import spine_fault
from viewer.fetch.nhs.torn import torn
from viewer.fetch.page import resources_of
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.words import gap_kind
from viewer.fhir.head import head_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind

OPERATION = "gpc.getstructuredrecord"
LABEL = f"${OPERATION}"
PATH = f"Patient/${OPERATION}"
_TYPE = re.compile(rb'"resourceType"\s*:\s*"(\w{1,64})"')


@dataclass(frozen=True, slots=True)
class _Area:
    """One clinical area: how it is asked for, and what shows that it was answered.

    That is its List: resources of its types come with other areas as well (a consultation brings results and
    problems). ``bare``: real records hold it without its List, so there its resources do as well.
    """

    parameter: str
    domain: Domain
    list_code: bytes
    types: frozenset[bytes]
    parts: tuple[tuple[str, bool], ...] = ()
    bare: bool = False


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
    _Area(
        "includeDiaryEntries",
        Domain.REFERRALS,
        b"714311000000108",
        frozenset({b"ProcedureRequest"}),
        bare=True,
    ),
)

DOMAINS = frozenset({Domain.OTHER, *(area.domain for area in _AREAS)})
TYPES = frozenset({kind.decode() for area in _AREAS for kind in area.types} | {"List"})
"""What the operation brings, so that it need not be searched for as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the operation is asked, and the headers of one question."""

    address: str = PATH
    headers: Mapping[str, str] = field(default_factory=dict)


def who_is_it(nhs_number: str) -> bytes:
    """Return the Parameters that ask for no area: the person alone comes back."""
    return _parameters(nhs_number, [])


def question(nhs_number: str) -> bytes:
    """Return the Parameters that ask for everything the operation knows, of all times (CMP-14)."""
    return _parameters(nhs_number, [_asked_for(area) for area in _AREAS])


def _parameters(nhs_number: str, areas: list[dict[str, object]]) -> bytes:
    who = {"name": "patientNHSNumber", "valueIdentifier": {"system": NHS_NUMBER_SYSTEM, "value": nhs_number}}
    return msgspec.json.encode({"resourceType": "Parameters", "parameter": [who, *areas]})


def _asked_for(area: _Area) -> dict[str, object]:
    parts = [{"name": name, "valueBoolean": value} for name, value in area.parts]
    return {"name": area.parameter, "part": parts} if parts else {"name": area.parameter}


def structured_record(desk: Desk, nhs_number: str, way: Way | None = None) -> Iterator[SourceEvent]:
    """Ask once; yield the body as it came, then one ``Ended`` that names every area not answered.

    The operation changes nothing, so a gateway that fails in between is asked again.
    """
    if not nhs_number:
        yield _ended(desk, _no_number())
        return
    chosen = way or Way()
    reply = desk.post(chosen.address, question(nhs_number), chosen.headers, repeatable=True)
    fault = reply if isinstance(reply, Fault) else unreadable(reply)
    if isinstance(reply, Reply) and (fault is None or reply.kind in {BodyKind.OUTCOME, BodyKind.XML}):
        yield desk.answer(LABEL, reply, "the structured record")
        fault = fault or torn(reply, Outcome.TRUNCATED)
    if fault is None and isinstance(reply, Reply):
        yield desk.ended(LABEL, Outcome.COMPLETE, _unanswered(desk, reply.body))
    else:
        yield _ended(desk, fault or _no_number())


def unreadable(reply: Reply) -> Fault | None:
    """Why an answer to the operation is no record; None where it is one."""
    return spine_fault(reply) or _not_a_list(reply)


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
    """Return a gap for each area without its List: silence is not "none".

    An answer without the List of any area is no answer in lists (a translated record is not): there an
    area's resources show that it was answered.
    What the practice's system says that it does not know is not supplied, which is no fault (GPC-13).
    """
    unknown = not_implemented(body)
    came = frozenset(_TYPE.findall(body))
    listed = _listed(body)
    shown = [area for area in _AREAS if (area.bare or not listed) and area.types & came]
    silent = [area for area in _AREAS if area not in listed and area not in shown]
    why = "asked for, but the answer neither holds any nor says that there are none"
    return [_not_supplied(desk, area, unknown) for area in _AREAS if _parts_of(area, unknown)] + [
        desk.gap(GapKind.FAILED, area.domain, f"{area.domain.label} ({area.parameter})", why)
        for area in silent
        if not _parts_of(area, unknown)
    ]


def _listed(body: bytes) -> list[_Area]:
    """Return the areas whose List came; their codes in other resources do not count."""
    lists = [raw for raw in resources_of(body) if head_of(raw).type == "List"]
    return [area for area in _AREAS if any(b'"' + area.list_code + b'"' in raw for raw in lists)]


def _parts_of(area: _Area, unknown: frozenset[str]) -> list[str]:
    return sorted(name for name in unknown if name.partition(".")[0] == area.parameter)


def _not_supplied(desk: Desk, area: _Area, unknown: frozenset[str]) -> Gap:
    return Gap(
        source=desk.origin.id,
        kind=GapKind.NOT_SUPPORTED,
        domain=area.domain,
        what=f"{area.domain.label} ({', '.join(_parts_of(area, unknown))}): not supplied by this practice",
        why="its system does not know this part of the question, so whether it holds any is unknown",
        when=datetime.now(UTC),
        advice="Ask the practice by telephone if it matters.",
    )
