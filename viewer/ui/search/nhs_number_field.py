"""Whom to look for as it is typed: an NHS number in any spacing, and at once whether it can be one."""

from viewer.fhir.nhs_number import is_test_number, nhs_number

_DIGITS = 10
_BETWEEN = "-\u2010\u2011\u2013"


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
    good = False
    if not text.strip():
        words = ""
    elif any(not (char in "0123456789" or char.isspace() or char in _BETWEEN) for char in text):
        words = "An NHS number has ten digits and nothing else"
    elif len(digits) != _DIGITS:
        words = (
            f"{len(digits)} of 10 digits" if len(digits) < _DIGITS else f"{len(digits)} digits: ten are right"
        )
    elif nhs_number(digits) is None:
        words = "Not an NHS number: the check digit does not fit. Check each digit again"
    else:
        good = True
        words = "Check digit fits" + (". Test number, never issued" if is_test_number(digits) else "")
    return good, words
