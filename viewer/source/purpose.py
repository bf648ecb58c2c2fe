"""What records are asked for: the purposes of use of HL7 v3 that policy may offer, in words."""

from collections.abc import Mapping
from types import MappingProxyType

TREATMENT = "TREAT"
WORDS: Mapping[str, str] = MappingProxyType(
    {
        TREATMENT: "Treatment",
        "ETREAT": "Emergency treatment",
        "HPAYMT": "Payment for health care",
        "HOPERAT": "Running the service",
        "HRESCH": "Research",
        "PATRQT": "At the patient's request",
        "PUBHLTH": "Public health",
    }
)
_DIRECT_CARE = frozenset({TREATMENT, "ETREAT"})


def purpose_words(code: str) -> str:
    """Return what a purpose is called on screen, its code where it has no name here.

    >>> purpose_words("TREAT"), purpose_words("X")
    ('Treatment', 'X')
    """
    return WORDS.get(code, code)


def is_direct_care(code: str) -> bool:
    """Whether it is the care of this very person: all that the national services may be asked for (GPC-17).

    >>> is_direct_care("ETREAT"), is_direct_care("HRESCH")
    (True, False)
    """
    return code in _DIRECT_CARE
