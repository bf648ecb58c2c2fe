"""Whether a record shows enough for anybody to recognise the fact, by each domain's statement in words.

Read from the JSON alone; nothing here knows the rules. A fact without a code or a date, a result, supply or
giving of a day without anybody who did it, a vaccination without a batch may be the same as another or not.
"""

from collections.abc import Callable, Mapping

from tests.benchmarks.merge_accuracy.truth import DOMAINS, Fact
from viewer.fhir.resource import Content

_NO_CODES = ("NullFlavor", "data-absent-reason")
_DATES: Mapping[str, tuple[str, ...]] = {
    "results": ("effectiveDateTime", "effectivePeriod", "effectiveInstant", "issued"),
    "reports": ("effectiveDateTime", "effectivePeriod", "issued"),
    "medicines": (
        "authoredOn",
        "dateWritten",
        "effectiveDateTime",
        "effectivePeriod",
        "dateAsserted",
        "whenHandedOver",
        "whenPrepared",
        "recorded",
        "occurenceDateTime",  # codespell:ignore occurence
        "occurencePeriod",  # codespell:ignore occurence
    ),
    "problems": ("onsetDateTime", "onsetPeriod", "recordedDate", "assertedDate"),
    "allergies": ("onsetDateTime", "lastOccurrence", "recordedDate", "assertedDate"),
    "procedures": ("performedDateTime", "performedPeriod", "occurrenceDateTime", "occurrencePeriod"),
    "vaccinations": ("occurrenceDateTime", "date"),
    "contacts": ("period", "actualPeriod"),
    "documents": ("created", "indexed", "date"),
}
AMOUNTS = frozenset({"doseAndRate", "doseQuantity", "doseRange", "dose"})
_CODES = {"vaccinations": "vaccineCode", "documents": "type", "contacts": "type"}


def date_name(content: Content) -> str:
    """The element that dates the fact, "" where none does."""
    names = _DATES.get(_domain(content), ())
    return next((name for name in names if content.get(name)), "")


def date_text(content: Content) -> str:
    """Its text; of a Period the start."""
    value = content.get(date_name(content))
    if isinstance(value, dict):
        return str(value.get("start") or "")
    return value if isinstance(value, str) else ""


def timed(content: Content) -> bool:
    return "T" in date_text(content)


def named_by(content: Content, around: Mapping[str, Content]) -> object:
    """The concept or concepts that name the fact."""
    domain = _domain(content)
    if domain == "vaccinations":  # in the UK the procedure names it where the vaccine is not known
        extensions = content.get("extension")
        held = [one for one in extensions if isinstance(one, dict)] if isinstance(extensions, list) else []
        return [content.get("vaccineCode"), *(one.get("valueCodeableConcept") for one in held)]
    if domain != "medicines":
        return content.get(_CODES.get(domain, "code"))
    medication = content.get("medication") or content.get("medicationReference")
    concept = content.get("medicationCodeableConcept")
    if concept or not isinstance(medication, dict):
        return concept
    reference = medication.get("reference")
    if isinstance(reference, dict):
        reference = reference.get("reference")
    if isinstance(reference, str):
        inside = content.get("contained")
        held = [one for one in inside if isinstance(one, dict)] if isinstance(inside, list) else []
        near = {f"#{one.get('id')}": one for one in held}
        return near.get(reference, around.get(reference, {})).get("code")
    return medication.get("concept") or medication


def coded(content: Content, around: Mapping[str, Content]) -> bool:
    """Whether a coding has both a system and a code."""
    concepts = named_by(content, around)
    for concept in concepts if isinstance(concepts, list) else [concepts]:
        codings = concept.get("coding") if isinstance(concept, dict) else None
        for one in codings if isinstance(codings, list) else []:
            if one.get("system") and one.get("code") and not str(one["system"]).endswith(_NO_CODES):
                return True
    return False


def exact_is_shown(fact: Fact, around: Mapping[str, Content]) -> bool:
    """Whether two equal copies are surely one fact: coded and dated, or with a business identifier."""
    content = fact.content
    known = coded(content, around) and bool(date_text(content)) and _is_certain(content)
    return known and _is_one_occasion(content)


def _is_one_occasion(content: Content) -> bool:
    """What is done several times a day: by its time, its number or whoever did it."""
    often = content["resourceType"] in {"Observation", "MedicationAdministration", "MedicationDispense"}
    return not often or timed(content) or numbered(content) or _performed(content)


def altered_is_shown(fact: Fact, around: Mapping[str, Content]) -> bool:
    """Whether a copy in other words is recognisable still."""
    lost = "degraded" in str(named_by(fact.content, around)).casefold()
    if lost or not exact_is_shown(fact, around):
        return False
    return _STATES.get(fact.domain, numbered)(fact.content) or numbered(fact.content)


def _is_certain(content: Content) -> bool:
    return "dataAbsentReason" not in str(content.get("code"))


def numbered(content: Content) -> bool:
    held = content.get("identifier")
    found = held if isinstance(held, list) else [held]
    return any(
        isinstance(one, dict)
        and one.get("system")
        and one.get("value")
        and one.get("use") not in {"old", "temp"}
        for one in found
    )


def _result(content: Content) -> bool:
    value = any(key.startswith("value") for key in content) or content.get("component")
    return bool(value or content.get("dataAbsentReason")) and (timed(content) or _performed(content))


def _report(content: Content) -> bool:
    """A number of results is no sign: the reports of one minute may hold as many each."""
    said = content.get("conclusion") or content.get("conclusionCode") or content.get("codedDiagnosis")
    return timed(content) and bool(said)


def _medicine(content: Content) -> bool:
    """A dose in words, or in structure how much and how often; half a dose is none."""
    held = content.get("dosageInstruction") or content.get("dosage")
    doses = [one for one in (held if isinstance(held, list) else [held]) if isinstance(one, dict)]
    given = content["resourceType"] == "MedicationAdministration"
    return bool(doses) and all(
        one.get("text") or ((given or "timing" in one) and one.keys() & AMOUNTS) for one in doses
    )


def _procedure(content: Content) -> bool:
    return timed(content) or _performed(content)


def _performed(content: Content) -> bool:
    """Where only the day is known: whether everybody who did it is named."""
    held = content.get("performer")
    people = (
        [one.get("actor", one) for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    )
    return bool(people) and all(isinstance(one, dict) and one.get("display") for one in people)


def _vaccination(content: Content) -> bool:
    return bool(content.get("lotNumber"))


def shows_start_and_place(content: Content) -> bool:
    held = content.get("location")
    places = [one.get("location") for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    where = any(_is_named(one) for one in (content.get("serviceProvider"), *places))
    return timed(content) and bool(content.get("class")) and where


def _is_named(reference: object) -> bool:
    """Whether a reference says who or where beside the source's own id."""
    if not isinstance(reference, dict):
        return False
    identifier = reference.get("identifier")
    return bool(reference.get("display") or (isinstance(identifier, dict) and identifier.get("value")))


def shows_its_bytes(content: Content) -> bool:
    held = content.get("content")
    files = (
        [one.get("attachment", {}) for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    )
    return bool(content.get("masterIdentifier")) or any(one.get("hash") or one.get("data") for one in files)


def _always(_content: Content) -> bool:
    return True


_STATES: Mapping[str, Callable[[Content], bool]] = {
    "results": _result,
    "reports": _report,
    "medicines": _medicine,
    "problems": _always,
    "allergies": _always,
    "procedures": _procedure,
    "vaccinations": _vaccination,
    "contacts": shows_start_and_place,
    "documents": shows_its_bytes,
}


def _domain(content: Content) -> str:
    return DOMAINS[str(content["resourceType"])]
