"""Whether a text is an NHS number: ten digits with a valid check digit (IDM-14..16)."""

import re

NHS_NUMBER_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"
NHS_NUMBER_SYSTEMS = frozenset(
    {NHS_NUMBER_SYSTEM, "http://fhir.nhs.uk/Id/nhs-number", "http://fhir.nhs.net/Id/nhs-number"}
)
"""The one that is sent, and the older ones under which sources still send it."""

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u00ad\u200b\ufeff]+")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_ELEVEN = 11


def nhs_number(text: str) -> str | None:
    """Return the ten digits, None if the text is not an NHS number.

    >>> nhs_number("999 000 0018"), nhs_number("999 000 0019")
    ('9990000018', None)
    """
    digits = _SEPARATORS.sub("", text)
    if not _TEN_DIGITS.fullmatch(digits) or len(set(digits)) == 1:
        return None  # 1111111111 passes the check sum and is nobody's number
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits if (_ELEVEN - total % _ELEVEN) % _ELEVEN == int(digits[9]) else None


def is_test_number(number: str) -> bool:
    """Whether it lies in the range that is never issued, 999 000 0000 to 999 999 9999 (IDM-16)."""
    return number.startswith("999") and _TEN_DIGITS.fullmatch(number) is not None
