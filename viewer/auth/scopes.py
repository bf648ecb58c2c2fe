"""Which rights are asked for, the least that a viewer needs, and what became of them (AUTH-10). Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from viewer.auth.discovery import Service
from viewer.source.domain import domain_of
from viewer.source.signed_in import ScopeLine

TYPES = (
    "Patient",
    "AllergyIntolerance",
    "Condition",
    "MedicationRequest",
    "MedicationStatement",
    "MedicationDispense",
    "MedicationAdministration",
    "Medication",
    "Observation",
    "DiagnosticReport",
    "Immunization",
    "Procedure",
    "Encounter",
    "DocumentReference",
    "Binary",
    "CarePlan",
    "CareTeam",
    "Goal",
    "Flag",
    "Consent",
    "List",
    "ServiceRequest",
    "EpisodeOfCare",
    "Appointment",
    "FamilyMemberHistory",
    "QuestionnaireResponse",
    "Device",
    "Specimen",
    "ImagingStudy",
    "RelatedPerson",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "Provenance",
)

_RESOURCE = re.compile(
    r"(?P<context>patient|user|system)/(?P<type>[A-Z][A-Za-z]*|\*)\."
    r"(?P<right>read|write|\*|c?r?u?d?s?)(?P<part>\?\S+)?",
    re.ASCII,
)
_PLAIN = frozenset(
    {
        "openid",
        "fhirUser",
        "profile",
        "email",
        "launch",
        "launch/patient",
        "launch/encounter",
        "offline_access",
        "online_access",
        "nationalrbacaccess",
        "nhsperson",
        "associatedorgs",
        "selectedrole",
        "basic_demographics",
    }
)
_MOST = 500  # FHIR has fewer types; each is compared with each
_OFFLINE = "offline_access"
_ONLINE = "online_access"
_OPENID = ("openid", "fhirUser")


@dataclass(frozen=True, slots=True)
class Right:
    """A scope on records: ``reads`` one by one, ``searches``, ``changes``; ``part`` where it is limited."""

    context: str
    type: str
    reads: bool
    searches: bool
    changes: bool
    part: bool

    def covers(self, resource_type: str) -> bool:
        """Whether records of a type can be read and searched with it, all of them."""
        return self.type in {"*", resource_type} and self.reads and self.searches and not self.part


def right_of(scope: str) -> Right | None:
    """Read a scope on records, v1 or v2; None for any other scope.

    >>> right_of("user/Observation.rs").covers("Observation"), right_of("patient/*.read").covers("Goal")
    (True, True)
    >>> right_of("user/*.write").changes, right_of("openid") is None
    (True, True)
    """
    found = _RESOURCE.fullmatch(scope)
    if found is None or not found["right"]:
        return None
    right = found["right"]
    whole, read = right == "*", right in {"read", "*"}
    old = right in {"read", "write", "*"}
    return Right(
        context=found["context"],
        type=found["type"],
        reads=read or (not old and "r" in right),
        searches=read or (not old and "s" in right),
        changes=whole or right == "write" or (not old and any(mark in right for mark in "cud")),
        part=bool(found["part"]),
    )


def only_reads(scope: str) -> bool:
    """Whether a scope can be asked for: it lets read, or it says who signs in; all others are refused.

    >>> [only_reads(one) for one in ("user/*.rs", "user/*.cruds", "user/Goal.write", "openid", "write")]
    [True, False, False, True, False]
    """
    right = right_of(scope)
    if right is not None:
        return not right.changes
    return scope in _PLAIN or (scope.startswith("urn:") and scope.isascii() and scope.isprintable())


def asked_scopes(service: Service, context: str, *, given: str, offline: bool, launch: bool = False) -> str:
    """Return the scopes to ask for, separated by blanks.

    ``context`` is ``user`` or ``system``; where a service knows rights for one patient only it becomes
    ``patient`` and the service chooses or is told whom. ``given`` are the settings' scopes: those that would
    let change anything are left out. ``offline_access`` is asked for with ``offline`` only (AUTH-11).
    """
    if given.split():
        wanted = [scope for scope in given.split() if only_reads(scope) and scope not in {_OFFLINE, _ONLINE}]
        if launch and "launch" not in wanted:
            wanted.append("launch")
    else:
        wanted = _least(service, context, launch=launch)
    if context != "system":
        wanted += _lasting(service, offline=offline)
    return " ".join(dict.fromkeys(wanted))


def _least(service: Service, context: str, *, launch: bool) -> list[str]:
    if context == "system":
        return _on_records(service, context)
    only_patient = "permission-patient" in service.capabilities and (
        "permission-user" not in service.capabilities
    )
    context = "patient" if only_patient else context
    first = [*_OPENID, *(["launch"] if launch else [])]
    if only_patient and not launch:
        first.append("launch/patient")
    return first + _on_records(service, context)


def _on_records(service: Service, context: str) -> list[str]:
    right = "read" if _is_v1(service) else "rs"
    known = [found for found in map(right_of, service.scopes) if found and found.context == context]
    types = [name for name in TYPES if any(found.type in {"*", name} for found in known)] or TYPES
    return [f"{context}/{name}.{right}" for name in types]


def _is_v1(service: Service) -> bool:
    if "permission-v2" in service.capabilities:
        return False
    if "permission-v1" in service.capabilities:
        return True
    rights = {scope.rpartition(".")[2] for scope in service.scopes if right_of(scope)}
    return "read" in rights and "rs" not in rights


def _lasting(service: Service, *, offline: bool) -> list[str]:
    if offline:
        return [_OFFLINE]
    offered = "permission-online" in service.capabilities or _ONLINE in service.scopes
    return [_ONLINE] if offered else []


def scope_lines(asked: str, granted: str | None) -> tuple[ScopeLine, ...]:
    """Compare what was asked for with what was granted, for each type of record, in words.

    ``granted`` None: the answer names no scope, which means "as asked" (RFC 6749, section 5.1).
    """
    wanted = _rights(asked)
    got = wanted if granted is None else _rights(granted)
    lines = [_line(name, wanted, got) for name in _types(wanted, got)]
    lines += [
        ScopeLine(what=_what(one.type, "only some of them"), asked=False, granted=True)
        for one in got
        if one.part and one.reads
    ]
    more = {one.type for one in got if one.changes}
    return (
        *lines,
        *(
            ScopeLine(what=_what(name, "change, never used"), asked=False, granted=True)
            for name in sorted(more)
        ),
    )


def _line(name: str, wanted: Iterable[Right], got: Iterable[Right]) -> ScopeLine:
    return ScopeLine(
        what=_what(name, "read"),
        asked=any(one.covers(name) for one in wanted),
        granted=any(one.covers(name) for one in got),
    )


def _rights(scopes: str) -> list[Right]:
    return [found for found in map(right_of, scopes.split()[:_MOST]) if found]


def _types(wanted: list[Right], got: list[Right]) -> list[str]:
    named = [one.type for one in (*wanted, *got) if one.type != "*"]
    return list(dict.fromkeys([*TYPES, *named])) if wanted or got else []


def _what(name: str, right: str) -> str:
    if name == "*":
        return f"Records of every type: {right}"
    return f"{domain_of(name).label} ({name}): {right}"


def denied_types(lines: Iterable[ScopeLine]) -> int:
    """Count the types that were asked for and not granted."""
    return sum(line.asked and not line.granted for line in lines)
