"""How every ``value[x]`` of any version reads, with its comparator and unit, or why there is none."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from types import MappingProxyType

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import CHOICE_TYPES, choices, obj, objects, text
from viewer.present.annotations import annotation_words
from viewer.present.attachments import attachment_words
from viewer.present.blood_pressure import pressure_words
from viewer.present.concepts import absence_of, absent_words, concept_words, reference_words
from viewer.present.contacts import address_label, address_words, contact_words
from viewer.present.dates import period_words
from viewer.present.doses import dosage_words
from viewer.present.moments import in_zone, moment_of, words_of
from viewer.present.names import plain_name
from viewer.present.quantities import (
    quantity_words,
    range_words,
    ratio_range_words,
    ratio_words,
    sampled_words,
)
from viewer.present.scalars import scalar
from viewer.present.timings import timing_words

__all__ = ["absent_words", "components_words", "quantity_words", "value_words"]

_NO_VALUES = CHOICE_TYPES | {"Set"}
"""``valueSet`` names a terminology; a kind that we know has been read already."""

_Say = Callable[[Json, tzinfo | None], str]


def value_words(content: Content, name: str = "value", zone: tzinfo | None = None) -> str:
    """Words of ``name[x]``, or why it is absent; "" where neither was sent (RES-01, RES-02, CMP-11).

    Several values of one ``name[x]`` are against FHIR and are all shown. A kind that we do not know is
    shown as sent. A time with an offset is moved to ``zone``; without one it stays as sent.

    >>> value_words({"valueQuantity": {"value": "0.010", "unit": "mmol/L"}})
    '0.010 mmol/L'
    >>> value_words({"dataAbsentReason": {"coding": [{"code": "not-performed"}]}})
    'No value: not performed'
    """
    said = [kind_words(kind, value, zone) for kind, value in choices(content, name)]
    said += [] if said or name != "value" else _of_no_known_kind(content)
    words = " and also ".join(part for part in said if part)
    reason = _reason(content, name)
    if words and reason:
        return f"{words} (source also says no value: {reason})"
    return words or (f"No value: {reason}" if reason else "")


def _of_no_known_kind(content: Content) -> list[str]:
    """A value of a kind that no version has, as sent: a result is never shown without it (RES-02)."""
    kinds = {key: key.removeprefix("value") for key in content if key.startswith("value")}
    return [
        f"{as_sent(content[key])} (sent as {kind}, a kind that this viewer does not know)"
        for key, kind in kinds.items()
        if kind[:1].isupper() and kind not in _NO_VALUES and as_sent(content[key])
    ]


def _reason(content: Content, name: str) -> str:
    element = absent_words(content.get("dataAbsentReason")) if name == "value" else ""
    return element or absence_of(content, name)


def kind_words(kind: str, v: Json, zone: tzinfo | None = None) -> str:
    """Words of one value whose FHIR type is ``kind`` (``Quantity``, ``String``); as sent if not known."""
    return _KINDS.get(kind, _plain)(v, zone) or as_sent(v)


def as_sent(v: Json) -> str:
    """Every part of a value without interpretation: ``code: 7, display: a``.

    >>> as_sent({"low": {"value": 1}, "text": "a"})
    'low: value: 1, text: a'
    """
    if isinstance(v, dict):
        return ", ".join(f"{name}: {as_sent(part)}" for name, part in v.items())
    return ", ".join(as_sent(part) for part in v) if isinstance(v, list) else scalar(v)


def components_words(content: Content, zone: tzinfo | None = None) -> str:
    """An Observation's components in one line, a blood pressure as one item (RES-03).

    >>> components_words({"component": [{"code": {"text": "Right eye"}, "valueString": "6/9"}]})
    'Right eye 6/9'
    """
    pressure, rest = pressure_words(objects(content.get("component")))
    said = [_component(component, zone) for component in rest]
    return "; ".join([pressure, *said] if pressure else said)


def _component(component: Content, zone: tzinfo | None) -> str:
    name = concept_words(component.get("code")) or "Component without a name"
    graded = concept_words(component.get("interpretation"))
    words = f"{name} {value_words(component, 'value', zone) or 'no value sent'}"
    return f"{words} ({graded})" if graded else words


def _plain(v: Json, _zone: tzinfo | None) -> str:
    return scalar(v)


def _boolean(v: Json, _zone: tzinfo | None) -> str:
    return {True: "Yes", False: "No"}[v] if isinstance(v, bool) else ""


def _moment(v: Json, zone: tzinfo | None) -> str:
    moment = moment_of(text(v))
    if moment is None:
        return text(v)
    return words_of(moment if zone is None else in_zone(moment, zone), zoneless=moment.offset is None)


def _period(v: Json, zone: tzinfo | None) -> str:
    ends = obj(v)
    return period_words(text(ends.get("start")), text(ends.get("end")), zone) if ends else ""


def _concept(v: Json, _zone: tzinfo | None) -> str:
    return concept_words(v)


def _coded_reference(v: Json, _zone: tzinfo | None) -> str:
    """R5 CodeableReference: the concept, the reference, or both."""
    parts = obj(v)
    said = [concept_words(parts.get("concept")), reference_words(parts.get("reference"))]
    return ", ".join(part for part in said if part)


def _reference(v: Json, _zone: tzinfo | None) -> str:
    return reference_words(v)


def _attachment(v: Json, _zone: tzinfo | None) -> str:
    return attachment_words(v)


def _timing(v: Json, _zone: tzinfo | None) -> str:
    return ", ".join(timing_words(v))


def _dosage(v: Json, _zone: tzinfo | None) -> str:
    return dosage_words(v) if obj(v) else ""


def _person(v: Json, _zone: tzinfo | None) -> str:
    return plain_name(obj(v))


def _address(v: Json, _zone: tzinfo | None) -> str:
    words = address_words(obj(v))
    return f"{words} ({address_label(obj(v)).lower()})" if words and text(obj(v).get("use")) else words


def _contact(v: Json, _zone: tzinfo | None) -> str:
    return contact_words(obj(v))


def _identifier(v: Json, _zone: tzinfo | None) -> str:
    return reference_words({"identifier": v})


_KINDS: Mapping[str, _Say] = MappingProxyType(
    {
        **dict.fromkeys(
            ("Quantity", "Age", "Count", "Distance", "Duration", "Money", "MoneyQuantity", "SimpleQuantity"),
            quantity_words,
        ),
        **dict.fromkeys(("CodeableConcept", "Coding"), _concept),
        **dict.fromkeys(("Date", "DateTime", "Instant"), _moment),
        "Boolean": _boolean,
        "Range": range_words,
        "Ratio": ratio_words,
        "RatioRange": ratio_range_words,
        "SampledData": sampled_words,
        "Period": _period,
        "Attachment": _attachment,
        "Reference": _reference,
        "CodeableReference": _coded_reference,
        "Annotation": annotation_words,
        "Timing": _timing,
        "Dosage": _dosage,
        "HumanName": _person,
        "Address": _address,
        "ContactPoint": _contact,
        "Identifier": _identifier,
    }
)
