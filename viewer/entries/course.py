"""What one record says of the course of a medicine: its list, dose, dates, issues, supply, and its end."""

from dataclasses import dataclass

from viewer.fhir.dates import ClinicalDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Parts of a medicine's line that a table shows apart (MED-13, MED-14); "" or None where not said.

    ``kind``: the list it is from, in words: repeat, acute, discharge, inpatient, dispensed, administered, ...
    ``dose`` stands as sent, or generated and marked so (MED-05, MED-06). ``based_on``: references, as
    ``Type/id``, of the orders that it fulfils at the same source; ``issue`` says that it is one issue of such
    an order. ``ingredients``: what the medicine's own record says it is made of.
    """

    kind: str = ""
    dose: str = ""
    intent: str = ""
    start: ClinicalDate | None = None
    end: ClinicalDate | None = None
    last_issued: ClinicalDate | None = None
    stopped: ClinicalDate | None = None
    dose_changed: ClinicalDate | None = None
    why: str = ""
    issues: str = ""
    supply: str = ""
    agency: str = ""
    reason: str = ""
    note: str = ""
    aside: str = ""
    issue: bool = False
    based_on: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
