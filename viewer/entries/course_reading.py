"""How the course of a medicine is read from a request, statement, dispense or administration (MED-05..18)."""

from viewer.entries.course import Course
from viewer.entries.extensions import extension, extension_words, part_words
from viewer.entries.lookup import Lookup
from viewer.entries.naming import Named, all_terms
from viewer.entries.phrases import listed, members, note_words, one_line, spelled
from viewer.fhir.concept import concepts_of
from viewer.fhir.dates import ClinicalDate, when_of
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, text
from viewer.present.doses import brief_dosage_words
from viewer.present.supplies import supply_words
from viewer.present.values import quantity_words, value_words

_EVENTS = {"MedicationDispense": "dispensed", "MedicationAdministration": "administered"}
_SETTINGS = frozenset({"discharge", "inpatient", "outpatient", "community"})
_NO_ORDER = {
    "proposal": "Proposal, not an order",
    "plan": "Plan, not an order",
    "option": "Option, not an order",
}
_ORDERS = ("basedOn", "authorizingPrescription", "request", "prescription", "derivedFrom")
_REPEATS = "MedicationRepeatInformation"
_ISSUED = (
    ("numberOfRepeatPrescriptionsIssued", "issued"),
    ("numberOfPrescriptionsIssued", "issued"),
    ("numberOfRepeatPrescriptionsAllowed", "allowed"),
)


def course_of(content: Content, kind: str, name: Named, lookup: Lookup) -> Course:
    """Read the course of one record; ``kind`` is its resource type, ``name`` what the medicine is called."""
    supply = obj(content.get("dispenseRequest")) or content
    stop = extension(content, "MedicationStatusReason")
    start, end = _period(content)
    return Course(
        kind=_list_kind(content, kind),
        dose=_dose(content),
        start=start,
        end=end,
        intent=_NO_ORDER.get(text(content.get("intent")), ""),
        last_issued=when_of(extension(content, "StatementLastIssueDate"), "value"),
        stopped=when_of(extension(stop, "statusChangeDate"), "value") or when_of(content, "statusChanged"),
        dose_changed=when_of(extension(content, "DosageLastChanged"), "value")
        or when_of(content, "dosageLastChanged"),
        why=one_line(
            all_terms(content.get("statusReason") or content.get("reasonNotTaken"))
            or extension_words(stop, "statusReason")
        ),
        issues=_issues(content),
        supply=_supply(supply),
        agency=extension_words(content, "MedicationPrescribingOrganizationType")
        or extension_words(content, "PrescribingAgency"),
        reason=all_terms(content.get("reasonCode") or content.get("reason")),
        note=note_words(content),
        aside=name.aside,
        based_on=_based_on(content),
        ingredients=_ingredients(content, lookup),
    )


def _list_kind(content: Content, kind: str) -> str:
    """Which list a record belongs to, in words; "" where nothing says."""
    if kind in _EVENTS:
        return _EVENTS[kind]
    said = extension_words(content, "PrescriptionType") or all_terms(content.get("courseOfTherapyType"))
    codes = [coding.code for found in concepts_of(content.get("category")) for coding in found.codings]
    settings = [spelled(code) for code in codes if code in _SETTINGS]
    other = "" if settings else all_terms(content.get("category"))
    return listed([*settings, one_line(f"{said[:1].lower()}{said[1:]}"), one_line(other)])


def _dose(content: Content) -> str:
    """The dosage verbatim, or generated from its structure and marked so."""
    sent = content.get("dosageInstruction", content.get("dosage"))
    rendered = text(content.get("renderedDosageInstruction"))
    if content.get("resourceType") == "MedicationAdministration":
        return one_line(_given(obj(sent)))
    return one_line(rendered or brief_dosage_words(sent))


def _given(given: Content) -> str:
    amount = quantity_words(given.get("dose") or given.get("quantity"))
    parts = (amount, value_words(given, "rate"), all_terms(given.get("route")))
    return text(given.get("text")) or ", ".join(part for part in parts if part)


def _period(content: Content) -> tuple[ClinicalDate | None, ClinicalDate | None]:
    """From when until when, as a period says; the day of an order or a statement is no start."""
    supplied = obj(obj(content.get("dispenseRequest")).get("validityPeriod"))
    period = obj(content.get("effectivePeriod")) or supplied
    return when_of(period, "start"), when_of(period, "end")


def _issues(content: Content) -> str:
    """MED-13: how often it was issued, how often it may be, and until when."""
    counts = [_after(part_words(content, _REPEATS, name, "x"), label) for name, label in _ISSUED]
    repeats = obj(content.get("dispenseRequest")).get("numberOfRepeatsAllowed")
    asked = f"{repeats} repeats allowed" if isinstance(repeats, int) and not isinstance(repeats, bool) else ""
    until = part_words(content, _REPEATS, "authorisationExpiryDate", "authorised until")
    return listed([*counts, asked, until])


def _after(words: str, label: str) -> str:
    """Put the number before its word: "7 issued"."""
    number = words.removeprefix("x ")
    return f"{number} {label}" if number else ""


def _supply(supply: Content) -> str:
    amount = supply_words(supply)
    lasting = quantity_words(supply.get("expectedSupplyDuration") or supply.get("daysSupply"))
    return " for ".join(part for part in (amount, lasting) if part)


def _based_on(content: Content) -> tuple[str, ...]:
    """References to orders as ``Type/id``, whatever stands before it at the source."""
    sent = [item for name in _ORDERS for item in members(content.get(name))]
    found = [reference.reference for reference in map(reference_of, sent) if reference]
    whole = [one.partition("/_history/")[0] for one in found if one]
    return tuple("/".join(one.split("/")[-2:]) for one in whole)


def _ingredients(content: Content, lookup: Lookup) -> tuple[str, ...]:
    sent = content.get("medication") if "medication" in content else content.get("medicationReference")
    target = lookup.target(sent) if reference_of(sent) is not None else None
    found = [_ingredient(obj(item)) for item in members(obj(dict(target or {})).get("ingredient"))]
    return tuple(words for words in found if words)


def _ingredient(content: Content) -> str:
    return all_terms(content.get("itemCodeableConcept") or content.get("item"))
