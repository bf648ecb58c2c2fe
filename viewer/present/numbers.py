"""How an NHS number reads: three, three and four digits with single spaces."""

_LENGTH = 10


def nhs_number_words(digits: str) -> str:
    """``9990000018`` reads ``999 000 0018`` (CUI-06); what has not ten digits is shown as it is.

    >>> nhs_number_words("9990000018")
    '999 000 0018'
    """
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdigit()):
        return digits
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
