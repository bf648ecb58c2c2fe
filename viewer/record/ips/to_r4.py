"""One source's copy as R4, where nothing of it is lost on the way; else the reason, and it stays in words.

STU3 and R5 members are renamed only where the definitions say that the element means the same. What is left
over is seen by the shape of R4 (``shapes``) and by what tells the versions apart (``fhir/version``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fhir.resource import Content, FhirVersion, Json
from viewer.fhir.typed import text
from viewer.fhir.version import possible_versions
from viewer.record.ips.from_r5 import FROM_R5
from viewer.record.ips.from_stu3 import FROM_STU3
from viewer.record.ips.renames import Step
from viewer.record.ips.shapes import why_not_r4

_WAYS: Mapping[FhirVersion, Mapping[str, Step]] = MappingProxyType(
    {FhirVersion.STU3: FROM_STU3, FhirVersion.R5: FROM_R5}
)
_AS_IT_IS = frozenset({FhirVersion.R4, FhirVersion.R4B})
_HOLD_A_REFERENCE = frozenset({"actor", "data"})
"""Of ``Consent.provision``: in R4 too these have an element "reference" that is a Reference."""
_NAMES = {FhirVersion.STU3: "STU3", FhirVersion.R5: "R5", FhirVersion.DSTU2: "DSTU2"}


def as_r4(content: Content, claimed: str) -> tuple[dict[str, Json] | None, str]:
    """Return (the resource in R4, what was done) or (None, why not).

    ``claimed``: the version that its source says it speaks, "" where it does not say. "What was done" is ""
    where it is as sent. The content that was given is not changed.
    """
    version = _version_of(content, claimed)
    if version in _AS_IT_IS:
        why = why_not_r4(content) or _codeable_reference(content)
        return (None, why) if why else (_without_empty(content), "")
    if version not in _WAYS:
        return None, "which version of FHIR it has cannot be told"
    made = _copied(_without_empty(content))
    way = _WAYS[version].get(text(content.get("resourceType")))
    if way is not None:
        way(made)
    _without_profiles(made)
    why = why_not_r4(made) or _codeable_reference(made)
    if not why and FhirVersion.R4 not in possible_versions(made):
        why = f"{_left_over(made)} has no equal in R4"
    if why:
        return None, f"{_NAMES[version]}: {why}"
    return made, "" if made == content else f"mapped from {_NAMES[version]} without loss"


def _version_of(content: Content, claimed: str) -> FhirVersion:
    """What the source says unless the shape contradicts it; what could be R4 and says nothing is R4."""
    fits = possible_versions(content)
    said = next((version for version in FhirVersion if version.value == claimed), FhirVersion.UNKNOWN)
    if said in fits:
        return said
    if FhirVersion.R4 in fits:
        return FhirVersion.R4
    return next(iter(fits)) if len(fits) == 1 else FhirVersion.UNKNOWN


def _left_over(made: dict[str, Json]) -> str:
    """Name the element that keeps a resource from being R4, where it is one alone."""
    for key in [name for name in made if name != "resourceType"]:
        if FhirVersion.R4 in possible_versions({name: part for name, part in made.items() if name != key}):
            return f"something in {key}"
    return "more than one element"


def _without_empty(content: Content) -> dict[str, Json]:
    """An element without anything in it says nothing, and FHIR forbids it."""
    return {key: value for key, value in content.items() if value not in (None, [], {}, "")}


def _without_profiles(made: dict[str, Json]) -> None:
    """What it claimed of the version that it came in is not true of R4; it is no clinical content."""
    meta = made.get("meta")
    if isinstance(meta, dict):
        meta.pop("profile", None)
        if not meta:
            del made["meta"]


def _codeable_reference(value: Json | Content, inside: str = "it") -> str:
    """Say where R5's CodeableReference stands: R4 has no such type."""
    if isinstance(value, list):
        return next(filter(None, (_codeable_reference(item, inside) for item in value)), "")
    if not isinstance(value, dict):
        return ""
    held = [] if inside in _HOLD_A_REFERENCE else [value.get("reference")]
    if any(isinstance(one, dict) for one in (value.get("concept"), *held)):
        return f"{inside} is a CodeableReference, which R4 does not have"
    return next(filter(None, (_codeable_reference(part, key) for key, part in value.items())), "")


def _copied(content: Content) -> dict[str, Json]:
    return {key: _copy(value) for key, value in content.items()}


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return _copied(value)
    return [_copy(item) for item in value] if isinstance(value, list) else value
