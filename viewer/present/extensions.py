"""What an extension is called on screen: one label for its STU3 Care Connect and its UK Core form."""

import re
from functools import lru_cache
from types import MappingProxyType

_HOUSES = re.compile(
    r"^(?:Extension[-_]|CareConnect[-_]|GPC[-_]|GPConnect[-_]|UKCore[-_]|UKCORE[-_]|DM[-_]|EPS[-_]|eRS[-_]|SCR[-_]|SDS[-_]"
    r"|ITK[-_]|us-core-|iso21090-|ext-)+"
)
_VERSION = re.compile(r"[-_]\d+(?:\.\d+)*$")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_ ]+")
_SPECIAL = MappingProxyType(
    {
        "data-absent-reason": "Reason for absent value",
        "nullFlavor": "Reason for absent value",
        "coding-sctdescid": "SNOMED CT description",
        "CodingSCTDescDisplay": "SNOMED CT description in words",
        "descriptionId": "SNOMED CT description id",
        "DescriptionID": "SNOMED CT description id",
        "descriptionDisplay": "SNOMED CT description in words",
        "DescriptionDisplay": "SNOMED CT description in words",
        "NHSNumberVerificationStatus": "NHS number verification status",
        "NHSCommunication": "Communication needs",
        "BirthSex": "Birth sex",
        "birthsex": "Birth sex",
        "patient-birthPlace": "Place of birth",
        "patient-birthTime": "Time of birth",
        "patient-mothersMaidenName": "Mother's maiden name",
        "AllergyIntoleranceEnd": "End of the allergy",
        "CodingSCTDescId": "SNOMED CT description",
    }
)
_CAPITALS = "NHS GP SNOMED CT ODS SDS URL URI ID FHIR GMC UBRN CDA IHE LOINC EPS"
_UPPER = frozenset(_CAPITALS.split())


@lru_cache(maxsize=2048)
def extension_name(url: str) -> str:
    """The name of an extension by the last part of its URL (NHS-13, NHS-14).

    >>> extension_name("https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1")
    'Prescription type'
    >>> extension_name("https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex")
    'Birth sex'
    """
    last = url.rstrip("/").rpartition("/")[2]
    bare = _VERSION.sub("", _HOUSES.sub("", last))
    return _SPECIAL.get(bare) or _SPECIAL.get(last) or spaced(bare or last) or "Extension without a URL"


def spaced(name: str) -> str:
    """A camelCase or hyphenated name in plain words: ``clinicalStatus`` reads "Clinical status"."""
    words = [word if word in _UPPER else word.lower() for word in _HUMP.split(name) if word]
    said = " ".join(words)
    return said[:1].upper() + said[1:]
