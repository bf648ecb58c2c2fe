"""Which version of FHIR something is: by what the server claims, by the media type, or by its shape."""

import re
from collections.abc import Iterable, Mapping

from viewer.fhir.resource import Content, FhirVersion, Json
from viewer.fhir.typed import items, obj, objects, text
from viewer.fhir.version_shapes import ELEMENTS, TYPES

_PARAMETER = re.compile(r";\s*fhirVersion\s*=\s*\"?([0-9.]+)", re.IGNORECASE)
_CLAIMS: Mapping[str, FhirVersion] = {
    "1.0": FhirVersion.DSTU2,
    "dstu2": FhirVersion.DSTU2,
    "3.0": FhirVersion.STU3,
    "stu3": FhirVersion.STU3,
    "r3": FhirVersion.STU3,
    "4.0": FhirVersion.R4,
    "r4": FhirVersion.R4,
    "4.1": FhirVersion.R4B,
    "4.3": FhirVersion.R4B,
    "r4b": FhirVersion.R4B,
    "5.0": FhirVersion.R5,
    "r5": FhirVersion.R5,
}
_NUMBERED = re.compile(r"(\d+\.\d+)(?:\.\d+)?(?:-[\w.\-]*)?")

_GROUPS = {
    "S": {FhirVersion.STU3},
    "4": {FhirVersion.R4, FhirVersion.R4B},
    "B": {FhirVersion.R4B},
    "5": {FhirVersion.R5},
}
_ANY = frozenset({FhirVersion.STU3, FhirVersion.R4, FhirVersion.R4B, FhirVersion.R5})
_FORMS: Mapping[str, type] = {"str": str, "obj": dict, "list": list}
_PROFILES = (("/STU3/", "S"), ("CareConnect-", "S"), ("UKCore-", "4"))


def version_from_claim(claim: str) -> FhirVersion:
    """Return the version that a CapabilityStatement or a person names; UNKNOWN if it is none of ours.

    >>> version_from_claim("3.0.1"), version_from_claim("4.0"), version_from_claim("6.0.0")
    (<FhirVersion.STU3: '3.0.2'>, <FhirVersion.R4: '4.0.1'>, <FhirVersion.UNKNOWN: ''>)
    """
    said = claim.strip().lower()
    numbered = _NUMBERED.fullmatch(said)
    return _CLAIMS.get(numbered.group(1) if numbered else said, FhirVersion.UNKNOWN)


def version_from_media_type(media_type: str) -> FhirVersion:
    """Return the version in the ``fhirVersion`` parameter of a content type; UNKNOWN if there is none."""
    found = _PARAMETER.search(media_type)
    return version_from_claim(found.group(1)) if found else FhirVersion.UNKNOWN


def version_from_shape(content: Content) -> FhirVersion:
    """Return the version that the resource's type, elements and profile leave; UNKNOWN where several fit.

    A shape of R4 and R4B, which have the same clinical types, reads as R4. Shapes that contradict each
    other (an R5 element beside an STU3 one) are UNKNOWN.

    >>> version_from_shape({"resourceType": "Condition", "assertedDate": "2019"})
    <FhirVersion.STU3: '3.0.2'>
    """
    return version_from_shapes([content])


def version_from_shapes(contents: Iterable[Content]) -> FhirVersion:
    """Return the one version that all these resources of one source can be; UNKNOWN if none or several."""
    fits = _ANY
    for content in contents:
        fits &= possible_versions(content)
    if fits == _GROUPS["4"]:
        return FhirVersion.R4
    return next(iter(fits)) if len(fits) == 1 else FhirVersion.UNKNOWN


def possible_versions(content: Content) -> frozenset[FhirVersion]:
    """Return every version that a resource can be by its shape; empty where its parts contradict."""
    kind = text(content.get("resourceType"))
    fits = _TYPES.get(kind, _ANY) & _by_profile(content)
    for path, form, group in _RULES.get(kind, ()):
        if _has(content, path, form):
            fits &= group
    return fits


def _by_profile(content: Content) -> frozenset[FhirVersion]:
    profiles = [text(profile) for profile in items(obj(content.get("meta")).get("profile"))]
    for mark, group in _PROFILES:
        if any(mark in profile for profile in profiles):
            return frozenset(_GROUPS[group])
    return _ANY


def _has(content: Content, path: tuple[str, ...], form: str) -> bool:
    """Whether an element is there in that form; lists on the way are gone through."""
    here: list[Content] = [content]
    for name in path[:-1]:
        here = [inner for outer in here for inner in objects(outer.get(name))]
    return any(_is(holder.get(path[-1]), form) for holder in here)


def _is(value: Json, form: str) -> bool:
    if form == "concept":
        return any(_is_codeable_reference(one) for one in objects(value))
    return value is not None and (not form or isinstance(value, _FORMS[form]))


def _is_codeable_reference(value: Content) -> bool:
    return isinstance(value.get("concept"), dict) or isinstance(value.get("reference"), dict)


def _group(letters: str) -> frozenset[FhirVersion]:
    return frozenset(version for letter in letters for version in _GROUPS[letter])


def _types() -> dict[str, frozenset[FhirVersion]]:
    rows = [line.split() for line in TYPES.strip().splitlines()]
    return {name: _group(row[0]) for row in rows for name in row[1:]}


_Rule = tuple[tuple[str, ...], str, frozenset[FhirVersion]]


def _rules() -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for line in ELEMENTS.strip().splitlines():
        kind, letters, *marks = line.split()
        for mark in marks:
            path, _, form = mark.partition("=")
            rules.setdefault(kind, []).append((tuple(path.split(".")), form, _group(letters)))
    return rules


_TYPES = _types()
_RULES = _rules()
