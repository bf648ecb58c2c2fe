"""How the amounts inside a dosage read: dose, rate and limits, units in full, nothing unsafe."""

import re
from types import MappingProxyType

from viewer.fhir.quantity import Quantity, quantity_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import choices, items, obj
from viewer.present.quantities import NO_UNIT, quantity_words
from viewer.present.scalars import plain_digits, sent_as

_UNITS = MappingProxyType(
    {
        "kg": "kilogram",
        "g": "gram",
        "mg": "milligram",
        "ug": "microgram",
        "mcg": "microgram",
        "microg": "microgram",
        "µg": "microgram",
        "μg": "microgram",
        "ng": "nanogram",
        "l": "litre",
        "L": "litre",
        "ml": "millilitre",
        "mL": "millilitre",
        "mmol": "millimole",
        "U": "unit",
        "u": "unit",
        "[iU]": "international unit",
        "IU": "international unit",
        "iu": "international unit",
        "s": "second",
        "min": "minute",
        "h": "hour",
        "d": "day",
        "wk": "week",
        "mo": "month",
        "a": "year",
    }
)
_PLAIN = re.compile(r"(\d*)(?:\.(\d*))?", re.ASCII)


def full_unit(unit: str) -> str:
    """Units in full in what we generate (MED-06, MED-08); any other unit as sent.

    >>> full_unit("ug"), full_unit("mg/h"), full_unit("tablet")
    ('microgram', 'milligram/hour', 'tablet')
    """
    return "/".join(_UNITS.get(part, part) for part in unit.split("/"))


def dose_number(sent: str) -> str:
    """A number of a dose that we compose: leading zero, no trailing zero, comma from 1,000 (MED-04).

    >>> dose_number(".50"), dose_number("1500"), dose_number("1e3")
    ('0.5', '1,500', '1,000')
    """
    found = _PLAIN.fullmatch(plain_digits(sent))
    if not found or not sent.strip("."):
        return sent
    whole, part = found.group(1).lstrip("0") or "0", (found.group(2) or "").rstrip("0")
    first = len(whole) % 3 or 3
    grouped = ",".join((whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))))
    return f"{grouped}.{part}" if part else grouped


def dose_amount(v: Json) -> str:
    """A Quantity inside a dose: ``500 milligram``, ``2 x 5ml spoonful`` (MED-07); as sent if it is odd."""
    amount = quantity_of(v)
    if amount is None or not amount.value:
        return quantity_words(v)
    unit = full_unit(amount.unit or amount.code) or NO_UNIT
    times = "x " if unit[:1].isdigit() else ""
    return f"{_sign(amount)}{dose_number(amount.value)} {times}{unit}{sent_as(amount.value)}"


def _sign(amount: Quantity) -> str:
    """A comparator in words: a dose holds no < that could be read as a digit or a letter (MED-04)."""
    words = {"<": "less than ", "<=": "up to ", ">": "more than ", ">=": "at least ", "ad": "to make up "}
    return words.get(amount.comparator, f"{amount.comparator} " if amount.comparator else "")


def dose_words(part: Content) -> str:
    """``dose[x]`` of a Dosage, of its doseAndRate, or of a MedicationAdministration."""
    return " and also ".join(_amount(kind, value) for kind, value in choices(part, "dose")) or (
        dose_amount(part.get("dose"))
    )


def _amount(kind: str, v: Json) -> str:
    if kind == "Range":
        return dose_range(v)
    return dose_ratio(v) if kind == "Ratio" else dose_amount(v)


def dose_range(v: Json) -> str:
    """A Range of doses; with a lower limit only it is no dose, and a warning says so (MED-07).

    >>> dose_range({"low": {"value": 1, "unit": "tablet"}, "high": {"value": 2, "unit": "tablet"}})
    '1 to 2 tablet'
    """
    low, high = (dose_amount(obj(v).get(name)) for name in ("low", "high"))
    if low and high:
        unit = " " + high.split(" ", 1)[1] if " " in high else ""
        return f"{low.removesuffix(unit) if unit else low} to {high}"
    if low:
        return f"WARNING: no upper dose limit was sent, only a lower limit of {low}; check with the source"
    return f"up to {high}" if high else ""


def dose_ratio(v: Json) -> str:
    """A Ratio in a dose or rate: ``4 milligram per 1 day``; a missing part is said."""
    top, bottom = (dose_amount(obj(v).get(name)) for name in ("numerator", "denominator"))
    if not top and not bottom:
        return ""
    return f"{top or 'an amount that was not sent'} per {bottom or 'an amount that was not sent'}"


def rate_words(part: Content) -> str:
    """``rate[x]``: "at a rate of ..."."""
    said = [_amount(kind, value) for kind, value in choices(part, "rate")]
    words = " and also ".join(filter(None, said))
    return f"at a rate of {words}" if words else ""


def limit_words(dosage: Content) -> list[str]:
    """The maximum doses, always visible (MED-10); per period a Ratio (R4) or several (R5)."""
    said = [dose_ratio(ratio) for ratio in items(dosage.get("maxDosePerPeriod"))]
    for name, over in (("maxDosePerAdministration", "single dose"), ("maxDosePerLifetime", "lifetime")):
        amount = dose_amount(dosage.get(name))
        said.append(f"{amount} per {over}" if amount else "")
    return [f"maximum {words}" for words in said if words]
