"""The record and the candidates as JSON values: the formats that the headless command promises."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.resource import Json, Place, ResourceKey
from viewer.merge.comparing import compared, told
from viewer.merge.conflict import Conflict
from viewer.merge.person import Candidate, FieldCompared, Link, PatientFacts, Person
from viewer.merge.persons import NOT_TRACED, Traced, candidates, group_persons
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.sources import names_of
from viewer.source.gap import Gap
from viewer.timeline.order import newest_first

RECORD_FORMAT = "tributary-record/1"
CANDIDATES_FORMAT = "tributary-candidates/1"

Names = Mapping[str, str]


def record_as_json(record: Record, zone: tzinfo = UTC) -> dict[str, Json]:
    """Return a record in format ``tributary-record/1``; sources are named as people call them.

    Entries come newest first; nothing that the record holds is left out.
    """
    names = names_of(record)
    by_entry = _conflicts_by_entry(record.conflicts)
    return {
        "format": RECORD_FORMAT,
        "person": _person(record.person, names),
        "sources": [_source(row, names) for row in record.sources],
        "domains": [_domain(row, names) for row in record.domains],
        "entries": [_entry(entry, names, by_entry) for entry in newest_first(record.entries, zone)],
        "conflicts": [_conflict(conflict) for conflict in record.conflicts],
        "counts": asdict(record.counts),
        "supporting": [
            {
                "reference": one.reference,
                "source": names.get(one.source, one.source),
                "type": one.type,
                "title": one.title,
            }
            for one in record.supporting
        ],
        "quarantined": [
            {"source": names.get(one.source, one.source), "reference": one.reference, "why": one.why}
            for one in record.quarantined
        ],
        "notices": list(record.notices),
    }


def _person(person: Person | None, names: Names) -> Json:
    if person is None:
        return None
    lead = person.links[0].patient
    restricted = any(link.patient.restricted for link in person.links)
    return {
        "name": lead.name,
        "nhs_number": lead.nhs_number,
        "born": lead.born.text if lead.born else "",
        "patients": [_link(link, lead, names, restricted=restricted) for link in person.links],
    }


def _link(link: Link, lead: PatientFacts, names: Names, *, restricted: bool) -> Json:
    """Say by which rule or whose hand, who, when, and on what evidence (IDM-20)."""
    patient = link.patient
    fields = compared(lead, patient, withheld=restricted) if patient is not lead else ()
    return {
        "source": names.get(patient.key.source, patient.key.source),
        "reference": patient.key.reference,
        "linked_by": link.linked_by,
        "who": link.who,
        "when": _utc(link.when),
        "evidence": [_compared(field) for field in fields],
        "differences": list(told(link.differences, restricted=restricted)),
    }


def _compared(field: FieldCompared) -> Json:
    return {"label": field.label, "first": field.ours, "this": field.theirs, "agrees": field.agrees}


def _source(row: SourceRow, names: Names) -> Json:
    return {
        "name": names[row.origin.id],
        "kind": row.origin.kind.value,
        "url": row.origin.base,
        "fhir_version": row.fhir_version,
        "state": row.state.value,
        "pages": row.pages,
        "retrieved": row.retrieved,
        **({"as_at" if row.earlier else "kept_copy_as_at": row.as_at} if row.as_at else {}),
        "counts": asdict(row.counts),
        "gaps": _gaps(row.gaps),
    }


def _domain(row: DomainRow, names: Names) -> Json:
    return {
        "domain": row.domain.value,
        "source": names.get(row.source, row.source),
        "state": row.state.value,
        "count": row.count,
        "expected": row.expected,
        "gaps": _gaps(row.gaps),
    }


def _gaps(gaps: Iterable[Gap]) -> list[Json]:
    return [
        {
            "kind": gap.kind.value,
            "domain": gap.domain.value if gap.domain else None,
            "what": gap.what,
            "why": gap.why,
            "when": _utc(gap.when),
            "advice": gap.advice,
        }
        for gap in gaps
    ]


def _utc(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if when else None


def _entry(entry: Entry, names: Names, conflicts: Mapping[str, list[str]]) -> Json:
    return {
        "id": entry.id,
        "domain": entry.domain.value,
        "category": entry.category,
        "when": _when(entry.when),
        "title": entry.title,
        "detail": entry.detail,
        "status": entry.status,
        "flags": [flag.value for flag in Flag if flag in entry.flags],
        "members": [
            {
                "source": names.get(member.key.source, member.key.source),
                "reference": member.key.reference,
                "version": member.key.version,
            }
            for member in entry.members
        ],
        "rule": entry.rule or None,
        "may_be_same": list(entry.may_be_same),
        "conflicts": list(conflicts.get(entry.id, ())),
        "notes": list(entry.notes),
    }


def _when(when: ClinicalDate | None) -> Json:
    if when is None:
        return None
    return {"text": when.text, "first": when.first, "last": when.last, "kind": when.kind}


def _conflict(conflict: Conflict) -> Json:
    return {
        "domain": conflict.domain.value,
        "tier": conflict.tier,
        "what": conflict.what,
        "entries": list(conflict.entries),
    }


def _conflicts_by_entry(conflicts: Iterable[Conflict]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for conflict in conflicts:
        for entry_id in conflict.entries:
            found.setdefault(entry_id, []).append(conflict.what)
    return found


def candidates_as_json(
    patients: Iterable[PatientFacts],
    strangers: Iterable[tuple[str, str]],
    names: Names,
    traced: Traced = NOT_TRACED,
) -> dict[str, Json]:
    """Return the people found in format ``tributary-candidates/1``.

    Patients of one ``group`` are one person by IDM-02; each is compared with the first of all.
    ``strangers``: (source id, subject) of resources whose subject no Patient explains. ``names``: id to name.
    """
    given = tuple(patients)
    group = {
        _at(patient): number for number, one in enumerate(group_persons(given, traced), 1) for patient in one
    }
    found = candidates(given[0], given, traced) if given else ()
    unknown = [
        _stranger(*one, names, max(group.values(), default=0) + n) for n, one in enumerate(strangers, 1)
    ]
    return {
        "format": CANDIDATES_FORMAT,
        "candidates": [*(_candidate(one, group[_at(one.patient)], names) for one in found), *unknown],
    }


def _at(patient: PatientFacts) -> tuple[ResourceKey, Place]:
    return patient.key, patient.place


def _candidate(candidate: Candidate, group: int, names: Names) -> Json:
    patient = candidate.patient
    return {
        "source": names.get(patient.key.source, patient.key.source),
        "reference": patient.key.reference,
        "name": patient.name,
        "born": patient.born.text if patient.born else "",
        "gender": patient.gender,
        "nhs_number": patient.nhs_number,
        "nhs_number_verified": patient.nhs_verified,
        "group": group,
        "warning": candidate.warning,
        "compared": [_compared(field) for field in candidate.compared],
    }


def _stranger(source: str, subject: str, names: Names, group: int) -> Json:
    return {
        "source": names.get(source, source),
        "reference": subject,
        "name": "",
        "born": "",
        "gender": "",
        "nhs_number": "",
        "nhs_number_verified": False,
        "group": group,
        "warning": "No Patient of this source says who this is",
        "compared": [],
    }
