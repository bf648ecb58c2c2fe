"""What one Patient of PDS says about a number, as traces for the session (IDM-03, IDM-08, NHS-01)."""

from datetime import date, datetime

from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.fhir.resource import Content
from viewer.fhir.typed import items, obj, objects, text
from viewer.source.trace import Trace, TraceStatus

_RESTRICTED = frozenset({"R", "V", "REDACTED"})
_NOTIFIED = frozenset({"1", "2"})
_ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
_VERIFIED = "01"


def traces_of(asked: str, person: Content, when: datetime) -> tuple[Trace, ...]:
    """Return what follows for the number asked for, and for the one that replaced it where it was."""
    number = text(person.get("id"))
    name = _usual_name(person)
    found = Trace(
        nhs_number=number,
        status=TraceStatus.VALID,
        when=when,
        born=text(person.get("birthDate")),
        family=text(name.get("family")),
        given=next((text(one) for one in items(name.get("given"))), ""),
        practice=_practice(person, when.date()),
        restricted=is_restricted(person),
        deceased=_has_died(person),
        verified=_is_verified(person, number),
    )
    if number == asked:
        return (found,)
    old = Trace(nhs_number=asked, status=TraceStatus.SUPERSEDED, when=when, superseded_by=number)
    return old, found


def is_restricted(person: Content) -> bool:
    """Whether a security label says restricted, very restricted or redacted."""
    labels = objects(obj(person.get("meta")).get("security"))
    return any(text(label.get("code")) in _RESTRICTED for label in labels)


def _usual_name(person: Content) -> Content:
    names = objects(person.get("name"))
    usual = [name for name in names if text(name.get("use")) == "usual"]
    return next(iter([*usual, *names]), {})


def _practice(person: Content, today: date) -> str:
    """Return the ODS code of the practice where the person is registered today, "" for none or several."""
    named = [obj(one.get("identifier")) for one in objects(person.get("generalPractitioner"))]
    codes = {
        text(one.get("value"))
        for one in named
        if text(one.get("system")) == _ODS and _holds(obj(one.get("period")), today.isoformat())
    } - {""}
    return codes.pop() if len(codes) == 1 else ""


def _holds(period: Content, today: str) -> bool:
    start, end = text(period.get("start"))[:10], text(period.get("end"))[:10]
    return start <= today and (not end or end >= today)


def _has_died(person: Content) -> bool:
    if text(person.get("deceasedDateTime")) or person.get("deceasedBoolean") is True:
        return True
    notices = [
        part
        for extension in objects(person.get("extension"))
        if "DeathNotificationStatus" in text(extension.get("url"))
        for part in objects(extension.get("extension"))
    ]
    codings = [
        one for part in notices for one in objects(obj(part.get("valueCodeableConcept")).get("coding"))
    ]
    return any(text(coding.get("code")) in _NOTIFIED for coding in codings)


def _is_verified(person: Content, number: str) -> bool:
    ours = [one for one in identifiers_of(person) if one.system == NHS_NUMBER_SYSTEM and one.value == number]
    return bool(ours) and all(one.verification == _VERIFIED for one in ours)
