"""What any linked source states of a person's death: one statement is enough, silence contradicts none."""

from collections.abc import Sequence
from datetime import date

from viewer.merge.person import PatientFacts
from viewer.present.dates import age_words


def died_words(patients: Sequence[PatientFacts]) -> str:
    """Return every statement of death once, "" where no source makes one (CUI-16, SAFE-18)."""
    return "; ".join(dict.fromkeys(patient.deceased for patient in patients if patient.deceased))


def age_at_death(patients: Sequence[PatientFacts]) -> str:
    """Return the leading Patient's age on the day of death; "" unless one whole day is stated (CUI-15)."""
    stated = {(patient.died.first, patient.died.last) for patient in patients if patient.died}
    if len(stated) != 1:
        return ""
    ((first, last),) = stated
    return age_words(patients[0].born, date.fromisoformat(first)) if first == last else ""
