"""What tells one order, statement, supply or giving of a medicine from another (MED-05, MED-12)."""

from viewer.entries.traits.trait import Traits, concept_set, joined, number, stated, written
from viewer.fhir.canonical import canonical_hash
from viewer.fhir.quantity import quantity_of
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import flag, obj, objects, text
from viewer.fhir.wording import folded

_WORDS_OF_A_DOSE = frozenset({"text", "patientInstruction", "sequence", "id", "extension"})

_AMOUNTS = ("doseAndRate", "doseQuantity", "doseSimpleQuantity", "doseRange", "dose", "quantity")


def medicine_traits(content: Content) -> Traits:
    """Traits of any record about a medicine."""
    sent = content.get("dosageInstruction", content.get("dosage"))
    doses = objects(sent)
    supply = obj(content.get("dispenseRequest"))
    return stated(
        {
            "dose": joined(_dose_words(dose) for dose in doses),
            "dose in parts": joined(filter(None, map(_parts, doses))),
            "dose is whole": "yes" if doses and all(_is_whole(content, dose) for dose in doses) else "",
            "as needed": joined(filter(None, map(_as_needed, doses))),
            "route": joined(filter(None, (concept_set(dose.get("route")) for dose in doses))),
            "site": joined(filter(None, (concept_set(dose.get("site")) for dose in doses))),
            "intent": text(content.get("intent")),
            "forbidden": "yes" if flag(content.get("doNotPerform")) else "",
            "taken": text(content.get("taken")),
            "quantity": _amount(supply.get("quantity") or content.get("quantity")),
            "supply for": _amount(supply.get("expectedSupplyDuration") or content.get("daysSupply")),
            "valid until": text(obj(supply.get("validityPeriod")).get("end")),
            "ends": text(obj(content.get("effectivePeriod")).get("end")),
            "category": concept_set(content.get("category")),
            "repeats": str(supply.get("numberOfRepeatsAllowed") or ""),
        }
    )


def _dose_words(dose: Content) -> str:
    return folded(f"{text(dose.get('text'))} {text(dose.get('patientInstruction'))}")


def _parts(dose: Content) -> str:
    """The dose in structure alone: its words are compared as words."""
    kept = {key: value for key, value in dose.items() if key not in _WORDS_OF_A_DOSE}
    return canonical_hash(kept) if kept else ""


def _is_whole(content: Content, dose: Content) -> bool:
    """Whether structure says how much and how often: a route or a timing alone leaves the dose to words."""
    often = "timing" in dose or content.get("resourceType") == "MedicationAdministration"
    return often and any(name in dose for name in _AMOUNTS)


def _as_needed(dose: Content) -> str:
    """Regular and as-needed use of one drug are two things, whatever the strength."""
    said = flag(dose.get("asNeededBoolean", dose.get("asNeeded")))
    why = concept_set(dose.get("asNeededCodeableConcept") or dose.get("asNeededFor"))
    return "yes" if said or why else "no" if said is False else ""


def _amount(value: Json) -> str:
    found = quantity_of(value)
    if found is None:
        return ""
    return written({"number": number(found.value), "unit": folded(found.unit or found.code)})
