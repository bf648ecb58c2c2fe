"""Whom to look for as it is typed: an NHS number in any spacing, and at once whether it can be one."""

from viewer.fhir.nhs_number import is_test_number, nhs_number

_DIGITS = 10


def digits_of(text: str) -> str:
    """Digits alone; spaces and hyphens of any kind are allowed between them.

    >>> digits_of("999 000-0018")
    '9990000018'
    """
    return "".join(char for char in text if char in "0123456789")


def verdict(text: str) -> tuple[bool, str]:
    """Whether the text is an NHS number that can be searched for, and words about it.

    >>> verdict("999 000 001")
    (False, '9 of 10 digits')
    """
    digits = digits_of(text)
    strange = [
        char
        for char in text.strip()
        if not (char.isdigit() or char.isspace() or char in "-\u2010\u2011\u2013")
    ]
    if not text.strip():
        return False, ""
    if strange:
        return False, "An NHS number has ten digits and nothing else"
    if len(digits) < _DIGITS:
        return False, f"{len(digits)} of 10 digits"
    if len(digits) > _DIGITS:
        return False, f"{len(digits)} digits: an NHS number has ten"
    if nhs_number(digits) is None:
        return False, "Not an NHS number: the check digit does not fit. Check each digit again"
    return True, "Check digit fits. Test number, never issued" if is_test_number(
        digits
    ) else "Check digit fits"
