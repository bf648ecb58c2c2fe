"""How single elements become traits: codes as sets, numbers by value, words folded."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from viewer.fhir.canonical import canonical_hash
from viewer.fhir.concept import concepts_of
from viewer.fhir.quantity import quantity_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import choice, text
from viewer.fhir.wording import folded

Traits = tuple[tuple[str, str], ...]
"""(name, value), sorted by name; a name that is absent was not stated."""

BETWEEN = "\x1f"
_UCUM = "http://unitsofmeasure.org"
_LONGEST_EXPONENT = 400  # a number with more is no measurement: it is compared as it was sent


def stated(named: Mapping[str, str]) -> Traits:
    """Return what is stated, sorted; an empty value is none.

    >>> stated({"site": "", "batch": "ab1"})
    (('batch', 'ab1'),)
    """
    return tuple(sorted((name, value) for name, value in named.items() if value))


def concept_set(value: Json) -> str:
    """Every code of one or several concepts as one set; the words where nothing is coded; "" for nothing."""
    concepts = concepts_of(value)
    codes = {f"{c.system}|{c.code}" for concept in concepts for c in concept.codings if c.code}
    if codes:
        return joined(codes)
    words = {folded(concept.text or " ".join(c.display for c in concept.codings)) for concept in concepts}
    return joined(f"words|{one}" for one in words if one)


def joined(parts: Iterable[str]) -> str:
    """Write a set as one text."""
    return BETWEEN.join(sorted(set(parts)))


def number(sent: str) -> str:
    """Return a number so that equal values are equal texts; what is no number as it was sent.

    >>> number("5.10"), number("0.0"), number("1e2"), number("about 5")
    ('5.1', '0', '100', 'about 5')
    """
    try:
        value = Decimal(sent.strip())
    except InvalidOperation:
        return folded(sent)
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST_EXPONENT:
        return folded(sent)
    plain = f"{value.normalize():f}"
    return "0" if plain == "-0" else plain


def quantity_traits(value: Json) -> dict[str, str]:
    """Comparator, number and unit of a Quantity; the UCUM code apart from the unit's own words."""
    found = quantity_of(value)
    if found is None:
        return {}
    return {
        "comparator": found.comparator,
        "number": number(found.value) if found.value else "",
        "unit": found.unit.strip(),
        "unit code": found.code if found.system == _UCUM else "",
        "unit other": found.code if found.system != _UCUM else "",
    }


def value_traits(content: Content, name: str = "value") -> dict[str, str]:
    """A ``value[x]``: a quantity in its parts, a concept as its codes, words folded, all else by content."""
    kind, value = choice(content, name)
    if kind in {"Quantity", "SimpleQuantity"}:
        return quantity_traits(value)
    if kind == "CodeableConcept":
        return {"coded value": concept_set(value)}
    if kind == "String":
        return {"words": folded(text(value))}
    return {"value": f"{kind}:{canonical_hash({'value': value})}"} if kind else {}


def written(named: Mapping[str, str]) -> str:
    """Return traits as one text, for a part of a whole such as a component."""
    return BETWEEN.join(f"{name}={value}" for name, value in stated(named))
