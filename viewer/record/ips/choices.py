"""Which types R4 gives an element with a choice of types, and what else it gives below the first level."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from viewer.fhir.resource import Content
from viewer.fhir.typed import choices, obj, objects

_TYPES = """
onset DateTime Age Period Range String
abatement DateTime Age Period Range String
reported Boolean Reference
medication CodeableConcept Reference
effective DateTime Period Timing Instant
statusReason CodeableConcept Reference
occurrence DateTime String
performed DateTime Period String Age Range
value Quantity CodeableConcept String Boolean Integer Range Ratio SampledData Time DateTime Period
timing Timing Period DateTime
source Attachment Reference
deceased Boolean DateTime
multipleBirth Boolean Integer
"""

CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {line.split()[0]: frozenset(line.split()[1:]) for line in _TYPES.strip().splitlines()}
)
"""Of the types that a summary carries; written from the resource definitions of R4 (4.0.1)."""

_DETAIL_NAMES = """
id extension modifierExtension kind instantiatesCanonical instantiatesUri code reasonCode reasonReference goal
status statusReason doNotPerform scheduledTiming scheduledPeriod scheduledString location performer
productCodeableConcept productReference dailyAmount quantity description
"""
_DETAIL = frozenset(_DETAIL_NAMES.split())
"""The elements of ``CarePlan.activity.detail``."""


def within(kind: str, content: Content) -> Iterator[str]:
    """Yield what R4 does not know below the first level, of those elements that versions differ in."""
    for part in objects(content.get("component")) if kind == "Observation" else ():
        for suffix, _ in choices(part, "value"):
            if suffix not in CHOICES["value"]:
                yield f"R4 has no element value{suffix} in Observation.component"
        if not isinstance(part.get("interpretation", []), list):
            yield "interpretation is a list in R4"
    for part in objects(content.get("activity")) if kind == "CarePlan" else ():
        for key in obj(part.get("detail")):
            if key.removeprefix("_") not in _DETAIL:
                yield f"R4 has no element {key} in CarePlan.activity.detail"
