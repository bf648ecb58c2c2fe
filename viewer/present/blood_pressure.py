"""When two components of an Observation read as one blood pressure: 120/80 mmHg."""

from collections.abc import Sequence

from viewer.fhir.concept import concept_of
from viewer.fhir.quantity import Quantity, quantity_of
from viewer.fhir.resource import Content

_SNOMED, _LOINC = "http://snomed.info/sct", "http://loinc.org"
_SYSTOLIC = {
    (_LOINC, "8480-6"),
    (_SNOMED, "271649006"),  # systolic blood pressure
    (_SNOMED, "72313002"),  # systolic arterial pressure
}
_DIASTOLIC = {
    (_LOINC, "8462-4"),
    (_SNOMED, "271650006"),  # diastolic blood pressure
    (_SNOMED, "1091811000000102"),  # diastolic arterial pressure
}


def pressure_words(components: Sequence[Content]) -> tuple[str, list[Content]]:
    """The pressure as one item and the components left over; "" unless it is certain (RES-03).

    Certain: exactly one systolic and one diastolic, both with a number, and one unit between them.
    """
    high = [item for item in components if _is(item, _SYSTOLIC)]
    low = [item for item in components if _is(item, _DIASTOLIC)]
    if len(high) != 1 or len(low) != 1 or high[0] is low[0]:
        return "", list(components)
    top, bottom = _number(high[0]), _number(low[0])
    if top is None or bottom is None or _unit(top) != _unit(bottom):
        return "", list(components)
    words = f"{top.comparator}{top.value}/{bottom.comparator}{bottom.value} {_unit(top) or 'no unit given'}"
    return words, [item for item in components if item is not high[0] and item is not low[0]]


def _is(component: Content, codes: set[tuple[str, str]]) -> bool:
    concept = concept_of(component.get("code"))
    return concept is not None and any((coding.system, coding.code) in codes for coding in concept.codings)


def _number(component: Content) -> Quantity | None:
    """The quantity, if it is all that the component says of its value."""
    said = {key for key in component if key.startswith(("value", "_value", "dataAbsent", "interpretation"))}
    found = quantity_of(component.get("valueQuantity"))
    return found if found and found.value and said == {"valueQuantity"} else None


def _unit(quantity: Quantity) -> str:
    return quantity.unit or quantity.code
