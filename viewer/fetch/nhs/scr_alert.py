"""What the privacy officer is told before a summary is read without permission: an AuditEvent (NHS-12).

Source: Summary Care Record FHIR API, "Send alert": a type with a reason, of which only some pairs are
permitted; agents are the person, the organisation and the user. Reasons that the published material does
not word are not offered.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.connection import Nhs
from viewer.source.permission import Permission, PermissionKind, Relationship

PERMITTED = frozenset({("1", reason) for reason in "12346"} | {("2", reason) for reason in "1235"})
_SYSTEM = "https://fhir.nhs.uk/"
_TYPES = {"1": "Create LR (Self Claimed)", "2": "Access alert"}
_REASONS = {"1": "Access made in the public interest", "4": "Self-Claim Emergency Access", "6": "other"}
_PAIRS = {
    (PermissionKind.EMERGENCY, Relationship.STATED): ("1", "4"),
    (PermissionKind.EMERGENCY, Relationship.SELF_CLAIMED): ("1", "4"),
    (PermissionKind.PUBLIC_INTEREST, Relationship.STATED): ("2", "1"),
    (PermissionKind.PUBLIC_INTEREST, Relationship.SELF_CLAIMED): ("1", "1"),
    (PermissionKind.PERMISSION, Relationship.SELF_CLAIMED): ("1", "6"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert: ``identity`` is its own id, ``summary`` that of the summary which is about to be read."""

    identity: str
    summary: str
    permission: Permission
    nhs: Nhs


def pair_of(permission: Permission) -> tuple[str, str]:
    """Return (type, reason) of the alert. Raises KeyError for a permission that alerts nobody."""
    return _PAIRS[permission.kind, permission.relationship]


def missing(nhs: Nhs) -> str:
    """Name the settings without which no alert can be sent; "" where none is missing."""
    wanted = {"organisation (ODS code)": nhs.organisation, "system id (ASID)": nhs.from_asid}
    return ", ".join(name for name, value in wanted.items() if not value)


def event(alert: Alert) -> bytes:
    """Return the AuditEvent in JSON."""
    kind, reason = pair_of(alert.permission)
    content = {
        "resourceType": "AuditEvent",
        "id": alert.identity,
        "extension": [
            {
                "url": f"{_SYSTEM}StructureDefinition/Extension-SCR-NotificationMessage",
                "valueString": f"Alert: Permission to view override {alert.identity}",
            }
        ],
        "type": {"system": f"{_SYSTEM}CodeSystem/SCR-AlertType", "code": kind, "display": _TYPES[kind]},
        "subtype": [
            {"system": f"{_SYSTEM}CodeSystem/SCR-AlertReason", "code": reason, "display": _REASONS[reason]}
        ],
        "outcomeDesc": alert.permission.reason,
        "recorded": datetime.now(UTC).isoformat(timespec="seconds"),
        "agent": _agents(alert),
        "source": {"observer": _identified(f"{_SYSTEM}Id/nhsSpineASID", alert.nhs.from_asid)},
        "entity": [{"what": {"identifier": {"value": alert.summary}}}],
    }
    return msgspec.json.encode(content)


def _agents(alert: Alert) -> list[dict[str, object]]:
    user: dict[str, object] = {"who": _identified(f"{_SYSTEM}Id/sds-user-id", alert.permission.user)}
    if alert.nhs.role_name:
        user["role"] = [{"text": alert.nhs.role_name}]
    others: list[dict[str, object]] = [
        {"who": _identified(NHS_NUMBER_SYSTEM, alert.permission.nhs_number)},
        {"who": _identified(f"{_SYSTEM}Id/ods-organization-code", alert.nhs.organisation)},
    ]
    return [{**agent, "requestor": False} for agent in (*others, user)]


def _identified(system: str, value: str) -> dict[str, object]:
    return {"identifier": {"system": system, "value": value}}
