"""Which PRSB heading an Observation stands under: by its category, else by a code that leaves no doubt."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.headings import ASSESSMENTS, EXAMINATION, OBSERVATIONS, PREGNANCY, RESULTS, SOCIAL
from viewer.entries.phrases import members
from viewer.fhir.concept import Coding
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, text
from viewer.fhir.wording import folded

_CATEGORIES = {
    "laboratory": RESULTS,
    "imaging": RESULTS,
    "procedure": RESULTS,
    "vital-signs": EXAMINATION,
    "exam": EXAMINATION,
    "activity": EXAMINATION,
    "social-history": SOCIAL,
    "survey": ASSESSMENTS,
    "therapy": ASSESSMENTS,
}
_SYSTEMS = ("http://loinc.org", "http://snomed.info/sct")

_PREGNANCY = """
82810-3 11778-8 11779-6 11780-4 11884-4 18185-9 8665-2 11636-8 11637-6 11638-4 11639-2 11640-0 11612-9 11613-7
11614-5 33065-4 11996-6 11977-6 86645-9
77386006 60001007 161732006 364325004 161714006
"""
"""Pregnancy status, dates of delivery and last period, gestation, births: LOINC, then SNOMED CT."""

_SOCIAL = """
72166-2 11367-0 74013-4 11331-6 11341-5 74165-2 71802-3 29762-2 76690-7 76691-5
266919005 8517006 77176002 8392000 266927001 110483000 365981007 229819007 449868002 160573003
1082641000000106 897148007 14679004
"""
"""Tobacco, alcohol, occupation, housing; GP systems send these without a category."""

_EXAMINATION = """
85353-1 9279-1 8867-4 2708-6 59408-5 8310-5 8302-2 9843-4 29463-7 39156-5 85354-9 8480-6 8462-4 8478-0 8289-1
59576-9 77606-2
75367002 163020007 271649006 271650006 364075005 78564009 86290005 386725007 431314004 27113001 50373000
60621009 363812007 276361009
"""
"""Vital signs and body measures."""


def _by_code(codes: str, heading: str) -> dict[str, str]:
    return dict.fromkeys(codes.split(), heading)


_CODES: Mapping[str, str] = MappingProxyType(
    _by_code(_SOCIAL, SOCIAL) | _by_code(_EXAMINATION, EXAMINATION) | _by_code(_PREGNANCY, PREGNANCY)
)


def heading_of(content: Content, codings: tuple[Coding, ...]) -> str:
    """The heading of an Observation; ``codings`` are those of its code.

    A pregnancy stands under its own heading whatever its category; what is not known is an observation.
    """
    by_code = [
        _CODES[coding.code] for coding in codings if coding.system in _SYSTEMS and coding.code in _CODES
    ]
    if PREGNANCY in by_code:
        return PREGNANCY
    return _category(content) or next(iter(by_code), OBSERVATIONS)


def _category(content: Content) -> str:
    """By code, and by words where a source sends no code: "Vital Signs"."""
    for item in members(content.get("category")):
        codes = [text(obj(coding).get("code")) for coding in members(obj(item).get("coding"))]
        for code in (*codes, folded(text(obj(item).get("text"))).replace(" ", "-")):
            if code in _CATEGORIES:
                return _CATEGORIES[code]
    return ""
