"""What tells one order, statement, supply or giving of a medicine from another (MED-05, MED-12)."""

from collections.abc import Iterable, Sequence

from viewer.entries.traits.trait import BETWEEN, Traits, concept_set, joined, number, stated, written
from viewer.fhir import typed
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
    doses = in_order(objects(sent))
    supply = obj(content.get("dispenseRequest"))
    return stated(
        {
            "dose": _one_after_another(map(_dose_words, doses)),
            "dose in parts": _one_after_another(map(_parts, doses)),
            "dose steps": " ".join(_steps(doses)) if len(doses) > 1 else "",
            "dose is whole": "yes" if doses and all(_is_whole(content, dose) for dose in doses) else "",
            "as needed": joined(filter(None, map(_as_needed, doses))),
            "route": joined(filter(None, (concept_set(dose.get("route")) for dose in doses))),
            "site": joined(filter(None, (concept_set(dose.get("site")) for dose in doses))),
            "intent": text(content.get("intent")),
            "forbidden": "yes" if flag(content.get("doNotPerform")) else "",
            "taken": text(content.get("taken")),
            "quantity": _amount(supply.get("quantity") or content.get("quantity")),
            "supply for": _amount(supply.get("expectedSupplyDuration") or content.get("daysSupply")),
            "valid from": text(obj(supply.get("validityPeriod")).get("start")),
            "valid until": text(obj(supply.get("validityPeriod")).get("end")),
            "ends": text(obj(content.get("effectivePeriod")).get("end")),
            "category": concept_set(content.get("category")),
            "repeats": typed.number(supply.get("numberOfRepeatsAllowed")),
            "substitution": _substitution(obj(content.get("substitution"))),
        }
    )


def in_order(doses: Sequence[Content]) -> list[Content]:
    """Doses by their ``sequence`` where each has one, else as sent: up and down are two courses."""
    if not all(map(_place, doses)):
        return list(doses)
    return sorted(doses, key=lambda dose: (int(_place(dose)), _parts(dose), _dose_words(dose)))


def _place(dose: Content) -> str:
    """Its number among several, "" without one; a number that is no whole one is none."""
    sent = typed.number(dose.get("sequence"))
    return sent if sent.isdecimal() else ""


def _steps(doses: Sequence[Content]) -> Iterable[str]:
    """Whether each follows the one before or is taken beside it: equal numbers are taken together."""
    places = [_place(dose) for dose in doses]
    ranks = list(dict.fromkeys(places))
    return (f"{ranks.index(place)}" if place else "unsaid" for place in places)


def _one_after_another(parts: Iterable[str]) -> str:
    """Join in their order, each as often as it stands there; "" where none says anything."""
    said = list(parts)
    return BETWEEN.join(said) if any(said) else ""


def _substitution(sent: Content) -> str:
    """Whether another product may be given, and whether it was."""
    flags = {name: flag(sent.get(name)) for name in ("allowedBoolean", "allowed", "wasSubstituted")}
    said = {name: "yes" if value else "no" for name, value in flags.items() if value is not None}
    said.setdefault("allowed", said.pop("allowedBoolean", ""))
    kind = concept_set(sent.get("allowedCodeableConcept") or sent.get("type"))
    return written({**said, "kind": kind})


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
