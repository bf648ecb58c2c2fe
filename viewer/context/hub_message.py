"""What a FHIRcast hub says, read strictly: confirmations, denials, events, and what cannot be read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text

PATIENT_OPEN = "patient-open"
PATIENT_CLOSE = "patient-close"
LOGOUT = "userlogout"
HIBERNATE = "userhibernate"
SYNC_ERROR = "syncerror"
HEARTBEAT = "heartbeat"
EVENTS = ("Patient-open", "Patient-close", "UserLogout", "UserHibernate", "SyncError")
"""What is subscribed to; hubs send heartbeats without being asked."""

_LONGEST_ID = 200
_LONGEST_LEASE_S = 366 * 24 * 3600  # a clock cannot hold any number that JSON can


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The subscription stands for ``lease_s`` seconds, for ``events`` (in lower case)."""

    events: frozenset[str]
    lease_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """The hub ended or refused the subscription."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something happened in the host. ``name`` is in lower case: hubs differ in their spelling.

    ``when`` is aware, UTC. ``nhs_number`` is the one of the event's only patient, "" where it has none, or
    several patients, or several numbers: then nobody can be resolved (CTX-02).
    """

    id: str
    name: str
    when: datetime
    nhs_number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A message that is none of these; ``id`` is "" where it has none that could be answered."""

    id: str = ""


HubMessage = Confirmed | Denied | Event | Unreadable


def read_message(raw: str | bytes, topic: str) -> HubMessage:
    """Read one message of the hub; one about another topic is not ours and unreadable."""
    try:
        content = obj(msgspec.json.decode(raw))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Unreadable()
    if "event" in content:
        return _event(content, topic)
    return _about_the_subscription(content) if text(content.get("hub.topic")) == topic else Unreadable()


def _about_the_subscription(content: Content) -> HubMessage:
    if text(content.get("hub.mode")) == "denied":
        return Denied()
    lease = content.get("hub.lease_seconds")
    if text(content.get("hub.mode")) != "subscribe" or not isinstance(lease, int) or lease <= 0:
        return Unreadable()
    events = text(content.get("hub.events")).casefold().split(",")
    return Confirmed(events=frozenset(one.strip() for one in events), lease_s=min(lease, _LONGEST_LEASE_S))


def _event(content: Content, topic: str) -> Event | Unreadable:
    identity = text(content.get("id"))[:_LONGEST_ID]
    event = obj(content.get("event"))
    when = _moment(text(content.get("timestamp")))
    if not identity or when is None or text(event.get("hub.topic")) != topic:
        return Unreadable(id=identity)
    return Event(
        id=identity,
        name=text(event.get("hub.event")).casefold(),
        when=when,
        nhs_number=_number_in(objects(event.get("context"))),
    )


def _moment(stamp: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(stamp)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)  # the standard: UTC
    except (ValueError, OverflowError):  # of year 1 or 9999, in a zone that reaches beyond them
        return None


def _number_in(context: list[Content]) -> str:
    patients = [obj(one.get("resource")) for one in context if text(one.get("key")).casefold() == "patient"]
    if len(patients) != 1 or text(patients[0].get("resourceType")) != "Patient":
        return ""
    numbers = {
        number
        for one in identifiers_of(patients[0])
        if one.system in NHS_NUMBER_SYSTEMS and one.is_match_key and (number := nhs_number(one.value))
    }
    return numbers.pop() if len(numbers) == 1 else ""


def answer_to(event_id: str, status: int) -> str:
    """Return the answer to an event: 200 followed, 409 refused (the standard wants the number as text).

    >>> answer_to("e1", 409)
    '{"id":"e1","status":"409"}'
    """
    return msgspec.json.encode({"id": event_id, "status": str(status)}).decode()
