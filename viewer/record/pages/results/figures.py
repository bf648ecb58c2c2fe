"""The numbers of one copy of a result, read from its exact bytes: the whole and each component."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from viewer.entries.naming import all_terms
from viewer.entries.phrases import members
from viewer.entries.ranges import ranges_words
from viewer.fhir.quantity import Quantity, quantity_of
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import number, obj, objects
from viewer.present.concepts import concept_words
from viewer.present.quantities import quantity_words
from viewer.present.ucum import ucum_code

_RANGE = "range sent: "
_LARGEST = 300  # powers of ten: what a screen's coordinate can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number as sent. ``name``: of the component, "" for the result itself.

    ``words``: comparator, number and unit as sent; ``ranges``: all ranges sent with it, in words. ``low`` and
    ``high`` only where exactly one range was sent, for nobody in particular, in the number's own unit.
    """

    name: str
    amount: Quantity
    value: Decimal
    words: str
    ranges: str = ""
    graded: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


def figures_of(raw: bytes) -> tuple[Figure, ...]:
    """Read every number of a result; words, titres, ranges and samples are none. Raises ResourceError."""
    content = read_object(raw)
    found = [_figure(content, "")]
    parts = objects(content.get("component"))
    found += [_figure(one, concept_words(one.get("code")) or "Component without a name") for one in parts]
    return tuple(figure for figure in found if figure is not None)


def range_words_of(raw: bytes) -> str:
    """The ranges sent with a result, in words, "" for none. Raises ResourceError."""
    return _ranges(read_object(raw))


def _ranges(content: Content) -> str:
    said = ranges_words(content).removeprefix(_RANGE)
    return f"range {said}" if said else ""


def _figure(content: Content, name: str) -> Figure | None:
    sent = obj(content.get("valueQuantity"))
    amount = quantity_of(content.get("valueQuantity"))
    value = decimal_of(number(sent.get("value")))
    if amount is None or value is None:
        return None
    made = Figure(
        name=name,
        amount=amount,
        value=value,
        words=quantity_words(content.get("valueQuantity")),
        ranges=_ranges(content),
        graded=all_terms(content.get("interpretation")),
    )
    return _with_bounds(made, content)


def _with_bounds(figure: Figure, content: Content) -> Figure:
    """A range is drawn only if it is the only one, for everybody, and in the unit of the number (RES-06)."""
    sent = members(content.get("referenceRange"))
    if len(sent) != 1:
        return figure
    only = obj(sent[0])
    if only.keys() & {"type", "meaning", "appliesTo", "age"}:
        return figure
    low, high = (_bound(quantity_of(only.get(end)), figure.amount) for end in ("low", "high"))
    return replace(figure, low=low, high=high)


def _bound(bound: Quantity | None, amount: Quantity) -> Decimal | None:
    if bound is None or bound.comparator:
        return None
    same = (bound.unit, bound.code) == (amount.unit, amount.code) or (
        bool(ucum_code(amount)) and ucum_code(bound) == ucum_code(amount)
    )
    return decimal_of(bound.value) if same else None


def decimal_of(text: str) -> Decimal | None:
    """Return a number as sent, exactly; None for what is none or beyond any screen.

    >>> decimal_of("0.010"), decimal_of(">1000"), decimal_of("1e999999")
    (Decimal('0.010'), None, None)
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    huge = not value.is_finite() or (bool(value) and abs(value.adjusted()) > _LARGEST)
    return None if huge else value
