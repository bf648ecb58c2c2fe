"""How one plain JSON value reads: strings and numbers exactly as sent, an exponent also in plain digits."""

import re

from viewer.fhir.resource import Json, Number

_EXPONENT = re.compile(r"(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,3})", re.ASCII)
_LONGEST = 30  # digits: beyond any amount in medicine, and a row must not be a page of zeros


def plain_digits(sent: str) -> str:
    """Return a number without an exponent, no digit lost (FID-03); as sent where it has none, or is huge.

    >>> plain_digits("1e-7"), plain_digits("1.50E2"), plain_digits("0.010")
    ('0.0000001', '150', '0.010')
    """
    found = _EXPONENT.fullmatch(sent)
    if not found or abs(int(found[4])) > _LONGEST:
        return sent
    sign, digits, shift = found[1], found[2] + (found[3] or ""), int(found[4])
    point = len(found[2]) + shift
    padded = "0" * (1 - point) + digits + "0" * (point - len(digits))
    point = max(point, 1)
    whole, part = padded[:point].lstrip("0") or "0", padded[point:]
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def sent_as(sent: str) -> str:
    """Return " (sent as 1e-7)" for a number that is not read as it was sent, else ""."""
    return f" (sent as {sent})" if plain_digits(sent) != sent else ""


def scalar(v: Json) -> str:
    """A string or number as sent, true or false as the word, "" for anything else.

    >>> scalar(7), scalar("0.010"), scalar(True), scalar({})
    ('7', '0.010', 'true', '')
    """
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, Number):
        return f"{plain_digits(v)}{sent_as(v)}"
    return str(v) if isinstance(v, str | int) else ""
