"""An amount as sent: comparator, value as its source text, unit, and the code of the unit."""

from dataclasses import dataclass

from viewer.fhir.resource import Json
from viewer.fhir.typed import number, obj, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A Quantity (or Age, Count, Distance, Duration, Money); "" where a part is missing.

    ``value`` is the source's text, never rounded or converted (FID-22, FID-23).
    """

    comparator: str
    value: str
    unit: str
    system: str
    code: str


def quantity_of(value: Json) -> Quantity | None:
    """Read a Quantity; None if it is not an object or has neither value, unit nor code.

    A value sent as a string is shown as sent; Money's currency reads as its unit.
    """
    content = obj(value)
    read = Quantity(
        comparator=text(content.get("comparator")),
        value=number(content.get("value")) or text(content.get("value")),
        unit=text(content.get("unit")) or text(content.get("currency")),
        system=text(content.get("system")),
        code=text(content.get("code")),
    )
    return read if read.value or read.unit or read.code else None
