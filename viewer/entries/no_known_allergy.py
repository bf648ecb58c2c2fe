"""Which codes state that no allergy is known, of any kind or of one kind only (CMP-02)."""

from viewer.entries.entry import Flag
from viewer.fhir.concept import Coding

_SNOMED = "http://snomed.info/sct"
_IPS = "absent-unknown-uv-ips"  # the last part of its URL; the authority changed between IPS releases

# SNOMED CT International 2016-07-31 introduced 716186003; the others are its descendants as the HL7 IPS
# 1.1.0 value sets "absent or unknown" and Argonaut/AU Core guidance list them. 160244002 is the retired
# concept that 716186003 replaced: an inactive code is not proof of absence, so it is not here.
_NONE_KNOWN = frozenset({(_SNOMED, "716186003"), (_IPS, "no-known-allergies")})
_NONE_OF_A_KIND = frozenset(
    {
        (_SNOMED, "409137002"),  # No known drug allergy
        (_SNOMED, "428607008"),  # No known environmental allergy
        (_SNOMED, "429625007"),  # No known food allergy
        (_SNOMED, "428197003"),  # No known insect allergy
        (_SNOMED, "716220001"),  # No known animal allergy
        (_SNOMED, "1003774007"),  # No known Hevea brasiliensis latex allergy
        (_IPS, "no-known-medication-allergies"),
        (_IPS, "no-known-environmental-allergies"),
        (_IPS, "no-known-food-allergies"),
    }
)
NOT_KNOWN = frozenset({(_IPS, "no-allergy-info")})
"""States that nothing is known about allergies: the opposite of none known."""


def negation(codings: tuple[Coding, ...]) -> Flag | None:
    """What the codings state, None where they state no absence.

    "No known drug allergy" is not "no known allergy". A concept that holds a negation and another code
    states no absence: the other code might be an allergen.
    """
    codes = {_code(coding) for coding in codings if coding.code}
    if not codes or codes - _NONE_KNOWN - _NONE_OF_A_KIND:
        return None
    return Flag.NO_KNOWN_ALLERGY if codes <= _NONE_KNOWN else Flag.NO_KNOWN_ALLERGY_OF_A_KIND


def nothing_known(codings: tuple[Coding, ...]) -> bool:
    """Whether the source says that it holds no information about allergies."""
    return any(_code(coding) in NOT_KNOWN for coding in codings)


def _code(coding: Coding) -> tuple[str, str]:
    system = _IPS if coding.system.endswith(_IPS) else coding.system
    return system, coding.code
