"""What the abbreviations in our own labels and words stand for, to be told on demand (CUI-23).

Only what this program or the NHS writes; what a source wrote in its own text is never read into.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

EXPANSIONS: Mapping[str, str] = MappingProxyType(
    {
        "NHS": "National Health Service",
        "GP": "general practitioner or practice",
        "SNOMED CT": "Systematized Nomenclature of Medicine, Clinical Terms",
        "dm+d": "dictionary of medicines and devices",
        "LOINC": "Logical Observation Identifiers, Names and Codes",
        "ICD-10": "International Classification of Diseases, 10th revision",
        "ICD-11": "International Classification of Diseases, 11th revision",
        "OPCS-4": "Classification of Interventions and Procedures, version 4",
        "ATC": "Anatomical Therapeutic Chemical classification",
        "UCUM": "Unified Code for Units of Measure",
        "ODS": "Organisation Data Service",
        "SDS": "Spine Directory Service",
        "GMC": "General Medical Council",
        "GMP": "general medical practitioner",
        "NMC": "Nursing and Midwifery Council",
        "GPhC": "General Pharmaceutical Council",
        "HCPC": "Health and Care Professions Council",
        "CHI": "Community Health Index",
        "PDS": "Personal Demographics Service",
        "SCR": "Summary Care Record",
        "FHIR": "Fast Healthcare Interoperability Resources",
        "UDI": "unique device identification",
        "CPR": "cardiopulmonary resuscitation",
        "DNACPR": "do not attempt cardiopulmonary resuscitation",
        "ReSPECT": "Recommended Summary Plan for Emergency Care and Treatment",
        "EPaCCS": "Electronic Palliative Care Co-ordination System",
        "NEWS2": "National Early Warning Score 2",
        "ECG": "electrocardiogram",
        "BST": "British Summer Time",
        "GMT": "Greenwich Mean Time",
        "UTC": "Coordinated Universal Time",
        "URL": "web address",
        "PDF": "Portable Document Format",
        "RTF": "Rich Text Format",
        "HTML": "web page format",
        "CDA": "Clinical Document Architecture",
        "DICOM": "Digital Imaging and Communications in Medicine",
        "IPS": "International Patient Summary",
        "HL7": "Health Level Seven, the body that writes FHIR",
    }
)
"""Abbreviation to what it stands for, case sensitive: ``ATC`` is one, ``atc`` is not."""

_LONGEST_FIRST = sorted(EXPANSIONS, key=len, reverse=True)
_FOUND = re.compile(rf"(?<![\w+])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w+])")


def expansions(label: str) -> tuple[tuple[str, str], ...]:
    """Each abbreviation of a label with what it stands for, once, in the order of the label.

    >>> expansions("NHS number")
    (('NHS', 'National Health Service'),)
    """
    return tuple((short, EXPANSIONS[short]) for short in dict.fromkeys(_FOUND.findall(label)))


def expanded_words(label: str) -> str:
    """The same as a line for a tool tip and a screen reader; "" for a label without abbreviations.

    >>> expanded_words("GP practice (ODS code)")
    'GP: general practitioner or practice; ODS: Organisation Data Service'
    """
    return "; ".join(f"{short}: {words}" for short, words in expansions(label))
