"""How amounts read: comparator, number and unit exactly as sent, and a missing unit said."""

from datetime import tzinfo

from viewer.fhir.quantity import quantity_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj
from viewer.present.scalars import plain_digits, scalar, sent_as

NO_UNIT = "no unit given"
_AD = "ad"  # R5: sufficient to achieve this total


def quantity_words(v: Json, _zone: tzinfo | None = None) -> str:
    """A Quantity, Age, Count, Distance, Duration or Money; "" where nothing was sent (RES-01, FID-22..25).

    >>> quantity_words({"comparator": "<", "value": "0.50", "unit": "mmol/L"})
    '<0.50 mmol/L'
    >>> quantity_words({"value": 7})
    '7 no unit given'
    """
    amount = quantity_of(v)
    if amount is None:
        return _only_comparator(v)
    unit = amount.unit or amount.code
    if not amount.value:
        return f"no number given ({amount.comparator}{unit})"
    sign = f"{amount.comparator} " if amount.comparator == _AD else amount.comparator
    return f"{sign}{plain_digits(amount.value)} {unit or NO_UNIT}{sent_as(amount.value)}"


def _only_comparator(v: Json) -> str:
    comparator = scalar(obj(v).get("comparator"))
    return f"no number given ({comparator})" if comparator else scalar(v)


def unit_of(v: Json) -> str:
    """The unit as sent; the code only where there is no unit (FID-24); "" where neither was sent."""
    amount = quantity_of(v)
    return (amount.unit or amount.code) if amount else ""


def range_words(v: Json, _zone: tzinfo | None = None) -> str:
    """A Range; a bound that was not sent is said in words and is never zero (RES-05).

    >>> range_words({"low": {"value": "2.5", "unit": "g/L"}})
    '2.5 g/L or more (no upper limit given)'
    """
    ends = obj(v)
    low, high = (quantity_words(ends.get(name)) for name in ("low", "high"))
    if low and high:
        unit = f" {unit_of(ends.get('high')) or NO_UNIT}"
        return f"{low.removesuffix(unit)} to {high}"
    if low:
        return f"{low} or more (no upper limit given)"
    return f"{high} or less (no lower limit given)" if high else ""


def ratio_words(v: Json, _zone: tzinfo | None = None) -> str:
    """A Ratio such as a titre, a concentration or a rate; a missing part is said.

    A titre's parts are pure numbers: ``1 : 128``.

    >>> ratio_words({"numerator": {"value": 1}, "denominator": {"value": 128}})
    '1 : 128'
    """
    parts = obj(v)
    top, bottom = (_part(parts.get(name)) for name in ("numerator", "denominator"))
    if not top and not bottom:
        return ""
    return f"{top or 'numerator not given'} : {bottom or 'denominator not given'}"


def _part(v: Json) -> str:
    return quantity_words(v).removesuffix(f" {NO_UNIT}")


def ratio_range_words(v: Json, _zone: tzinfo | None = None) -> str:
    """R5 RatioRange: two numerators over one denominator."""
    parts = obj(v)
    top = range_words({"low": parts.get("lowNumerator"), "high": parts.get("highNumerator")})
    bottom = _part(parts.get("denominator"))
    if not top and not bottom:
        return ""
    return f"{top or 'numerator not given'} : {bottom or 'denominator not given'}"


def sampled_words(v: Json, _zone: tzinfo | None = None) -> str:
    """SampledData by its counts; E, U and L are not numbers and nothing is drawn (RES-10)."""
    series = obj(v)
    points = scalar(series.get("data")).split()
    marks = (("E", "not measurable (E)"), ("L", "below the limit (L)"), ("U", "above the limit (U)"))
    counted = [f"{points.count(mark)} {words}" for mark, words in marks if mark in points]
    parts = [f"{len(points)} sampled points", *counted, *_scale(series)]
    return ", ".join(parts) if series else ""


def _scale(series: Content) -> list[str]:
    names = {
        "dimensions": "dimensions",
        "period": "period in milliseconds",
        "interval": "interval",
        "intervalUnit": "interval unit",
        "factor": "factor",
        "lowerLimit": "lower limit",
        "upperLimit": "upper limit",
    }
    origin = quantity_words(series.get("origin"))
    said = [
        f"{words} {scalar(series.get(name))}" for name, words in names.items() if scalar(series.get(name))
    ]
    return [f"origin {origin}", *said] if origin else said
