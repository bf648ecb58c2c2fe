"""What R5 calls otherwise than R4 and means the same: by resource type, from the definitions of both."""

from types import MappingProxyType

from viewer.fhir.typed import flag, objects
from viewer.record.ips.renames import (
    Made,
    as_one,
    concept_or_reference,
    rename,
    steps,
    within,
)


def _as_needed(made: Made) -> None:
    """R4 has either a boolean or the reason; R5 may hold several reasons."""
    reasons = objects(made.get("asNeededFor"))
    if flag(made.get("asNeeded")) is not None and not reasons:
        made["asNeededBoolean"] = made.pop("asNeeded")
    elif len(reasons) == 1 and made.get("asNeeded") in (None, True):
        made.pop("asNeeded", None)
        del made["asNeededFor"]
        made["asNeededCodeableConcept"] = dict(reasons[0])


def _manifestations(made: Made) -> None:
    given = objects(made.get("manifestation"))
    if given and all(set(one) == {"concept"} for one in given):
        made["manifestation"] = [one["concept"] for one in given]


_medication = concept_or_reference(
    "medication", "medicationCodeableConcept", "medicationReference", many=False
)
_reason = concept_or_reference("reason", "reasonCode", "reasonReference")
_dosage = within("dosageInstruction", _as_needed)

FROM_R5 = MappingProxyType(
    {
        "AllergyIntolerance": within("reaction", _manifestations),
        "MedicationRequest": steps(
            _medication, _reason, _dosage, rename("reported", "reportedBoolean"), as_one("performer")
        ),
        "MedicationStatement": steps(
            _medication,
            _reason,
            rename("encounter", "context"),
            as_one("informationSource"),
            within("dosage", _as_needed),
        ),
        "MedicationDispense": steps(_medication, rename("encounter", "context"), _dosage),
        "MedicationAdministration": steps(
            _medication,
            _reason,
            rename("encounter", "context"),
            rename("occurenceDateTime", "effectiveDateTime"),
            rename("occurencePeriod", "effectivePeriod"),
        ),
        "Immunization": _reason,
        "Procedure": steps(
            rename("occurrenceDateTime", "performedDateTime"),
            rename("occurrencePeriod", "performedPeriod"),
            rename("occurrenceString", "performedString"),
            _reason,
            as_one("category"),
        ),
    }
)
"""Changes a copy of the resource in place."""
