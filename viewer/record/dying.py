"""What any linked source states of a person's death: one statement is enough, silence contradicts none."""

from collections.abc import Sequence
from datetime import date

from viewer.merge.person import PatientFacts
from viewer.present.dates import age_words


def died_words(patients: Sequence[PatientFacts]) -> str:
    """Return every statement of death once, "" where no source makes one (CUI-16, SAFE-18)."""
    return "; ".join(dict.fromkeys(patient.deceased for patient in patients if patient.deceased))


def age_at_death(patients: Sequence[PatientFacts]) -> str:
    """Return the age of the leading Patient on the day of death; "" unless one whole day is stated (CUI-15)."""
    days = {
        patient.died.first for patient in patients if patient.died and patient.died.first == patient.died.last
    }
    partial = any(patient.died and patient.died.first != patient.died.last for patient in patients)
    if len(days) != 1 or partial:
        return ""
    return age_words(patients[0].born, date.fromisoformat(days.pop()))
