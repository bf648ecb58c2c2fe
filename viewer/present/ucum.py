"""When an amount may be read in another unit, and what it is then: only where UCUM itself proves it (FID-23).

Never mass to moles, never an arbitrary unit ([IU]), never across an annotation, never a fraction of mass or
of moles as a percentage. A converted amount claims no more digits than were given. Own code, because the
libraries at hand do not keep to that: pint with ucumvert (measured) reads 37.0 Cel as 98.6000...3 degF,
48 mmol/mol as 4.8 %, a milliequivalent as a millimole, and leaves ``{1.73_m2}`` out.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from viewer.fhir.quantity import Quantity
from viewer.present.ucum_terms import Term, term_of
from viewer.present.ucum_units import SCALES

SYSTEM = "http://unitsofmeasure.org"
_LARGEST = 40  # powers of ten: beyond any amount, and exact arithmetic must stay small


def ucum_code(amount: Quantity) -> str:
    """The UCUM code of an amount, "" where its unit is of another system or of none: it is never guessed."""
    return amount.code if amount.system == SYSTEM else ""


def comparable(unit_a: str, unit_b: str) -> bool:
    """Whether amounts in two UCUM codes may stand on one axis once one of them is converted.

    >>> comparable("mmol/L", "umol/L"), comparable("mg/dL", "mmol/L"), comparable("[IU]/L", "[IU]/L")
    (True, False, True)
    """
    if unit_a == unit_b:
        return bool(unit_a)
    if unit_a in SCALES or unit_b in SCALES:
        return unit_a in SCALES and unit_b in SCALES
    one, other = term_of(unit_a), term_of(unit_b)
    return one is not None and other is not None and one.bases == other.bases


def convert(value: Decimal, frm: str, to: str) -> Decimal | None:
    """``value`` of the UCUM code ``frm`` in the UCUM code ``to``; None where UCUM does not prove it.

    Exact inside; the result has no more significant digits than ``value`` has, and a temperature no finer
    step. Show it with ``format(result, "f")``, beside the amount as sent, and marked as converted. An equal
    code gives ``value`` back as it is.

    >>> convert(Decimal("5.40"), "mmol/L", "umol/L"), convert(Decimal("98.6"), "[degF]", "Cel")
    (Decimal('5.40E+3'), Decimal('37.0'))
    >>> convert(Decimal("5.4"), "mmol/L", "mg/dL") is None
    True
    """
    if frm == to and frm:
        return value
    if not comparable(frm, to) or not value.is_finite() or _is_huge(value):
        return None
    if frm in SCALES:
        return _rescaled(value, frm, to)
    one, other = term_of(frm), term_of(to)
    return _multiplied(value, one, other) if one and other else None


def converted_words(amount: Quantity, to: str) -> str:
    """An amount in another unit with the amount as sent and the word "converted"; "" where not proven.

    >>> sent = Quantity(comparator="<", value="0.50", unit="mmol/l", system=SYSTEM, code="mmol/L")
    >>> converted_words(sent, "umol/L")
    '<500 umol/L (converted from <0.50 mmol/l)'
    """
    result = convert(Decimal(amount.value), ucum_code(amount), to) if _is_number(amount.value) else None
    if result is None:
        return ""
    sent = f"{amount.comparator}{amount.value} {amount.unit or amount.code}"
    return f"{amount.comparator}{result:f} {to} (converted from {sent})"


def _is_number(sent: str) -> bool:
    return sent.removeprefix("-").replace(".", "", 1).isdecimal() and sent.isascii()


def _is_huge(value: Decimal) -> bool:
    return bool(value) and (abs(value.adjusted()) > _LARGEST or len(value.as_tuple().digits) > _LARGEST)


def _multiplied(value: Decimal, one: Term, other: Term) -> Decimal:
    exact = Fraction(value) * one.factor / other.factor
    return _rounded(exact, _digits(value))


def _digits(value: Decimal) -> int:
    """How many significant digits were given; a zero has those that it is written with."""
    return len(value.as_tuple().digits)


def _rounded(exact: Fraction, digits: int) -> Decimal:
    if not exact:
        return Decimal(0)
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    result = context.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return result.quantize(Decimal(1).scaleb(result.adjusted() - digits + 1), context=context)


def _rescaled(value: Decimal, frm: str, to: str) -> Decimal:
    """On another interval scale: the step that was given, put on it, is the finest that is claimed."""
    source, target = SCALES[frm], SCALES[to]
    exact = (Fraction(value) * source.factor + source.zero - target.zero) / target.factor
    exponent = value.as_tuple().exponent
    step = Fraction(10) ** int(exponent) * source.factor / target.factor
    place = 0
    while Fraction(10) ** place < step:
        place += 1
    while Fraction(10) ** (place - 1) >= step:
        place -= 1
    whole = round(exact / Fraction(10) ** place)
    return Decimal(whole).scaleb(place)
