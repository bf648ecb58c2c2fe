"""How the amount of a medicine supplied reads, where the UK sends it as a number, as text, or as both."""

from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text
from viewer.present.quantities import NO_UNIT, quantity_words

_TEXT_EXTENSION = "MedicationQuantityText"


def supply_words(content: Content) -> str:
    """The quantity of a dispense or dispense request with its UK quantity text; "" if none (MED-18).

    The text wins over an empty quantity; it never hides a number, and a number never hides it.

    >>> url = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationQuantityText-1"
    >>> supply_words({"quantity": {"value": 28, "extension": [{"url": url, "valueString": "capsule(s)"}]}})
    '28 capsule(s)'
    """
    quantity = obj(content.get("quantity"))
    amount = quantity_words(content.get("quantity"))
    written = _written(quantity) or _written(content)
    if not written or not amount:
        return written or amount
    if amount.endswith(f" {NO_UNIT}") and not any(sign.isdigit() for sign in written):
        return f"{amount.removesuffix(NO_UNIT)}{written}"
    return f"{amount} (as text: {written})"


def _written(content: Content) -> str:
    """The quantity text of one element; Care Connect and UK Core end their URLs alike."""
    for extension in objects(content.get("extension")):
        if _TEXT_EXTENSION in text(extension.get("url")).rpartition("/")[2]:
            return text(extension.get("valueString")).strip()
    return ""
