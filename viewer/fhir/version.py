"""Which version of FHIR something is: by what the server claims, by the media type, or by its shape."""

import re
from collections.abc import Mapping

from viewer.fhir.resource import Content, FhirVersion

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
_TELLING: tuple[tuple[str, FhirVersion], ...] = ()
_NUMBERED = re.compile(r"(\d+\.\d+)(?:\.\d+)?(?:-[\w.\-]*)?")


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
    """Return the version that only this shape can be; UNKNOWN where several fit."""
    found = {version for element, version in _TELLING if element in content}
    return found.pop() if len(found) == 1 else FhirVersion.UNKNOWN
