"""What is known before anything is merged: which fact a copy states, and how it was altered on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.fhir.resource import Content

DOMAINS: Mapping[str, str] = {
    "Observation": "results",
    "DiagnosticReport": "reports",
    "MedicationRequest": "medicines",
    "MedicationOrder": "medicines",
    "MedicationStatement": "medicines",
    "MedicationDispense": "medicines",
    "MedicationAdministration": "medicines",
    "Condition": "problems",
    "AllergyIntolerance": "allergies",
    "Procedure": "procedures",
    "Immunization": "vaccinations",
    "Encounter": "contacts",
    "DocumentReference": "documents",
    "CarePlan": "other",
    "CareTeam": "other",
    "Goal": "other",
    "Flag": "other",
    "ServiceRequest": "other",
    "FamilyMemberHistory": "other",
    "Appointment": "other",
    "Consent": "other",
    "ImagingStudy": "other",
    "EpisodeOfCare": "other",
    "ReferralRequest": "other",
    "ProcedureRequest": "other",
}
"""Types that are dealt out, and the domain whose line of the table they count in."""

EXACT = "exact copy"
UNALTERED = "first copy"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one bundle. ``hidden``: its name in the generator, never in the resource."""

    hidden: str
    content: Content

    @property
    def kind(self) -> str:
        return str(self.content["resourceType"])

    @property
    def domain(self) -> str:
        return DOMAINS[self.kind]


@dataclass(frozen=True, slots=True)
class Record:
    """The facts of one bundle or folder, and everything that they refer to by reference."""

    name: str
    facts: tuple[Fact, ...]
    around: Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Copy:
    """One source's copy of a fact.

    ``how``: the alterations, in words, none for the first copy. ``decidable``: whether the records show at
    all that it is the same fact as the first copy, by the statement of the domain; where they do not,
    ``wrong_if_merged`` says that putting them together would be a guess (a day among timed results).
    """

    source: str
    fact: str
    domain: str
    content: Content
    how: tuple[str, ...] = ()
    decidable: bool = True
    wrong_if_merged: bool = False


@dataclass(slots=True)
class Trial:
    """Copies that are merged together, and what they refer to. ``near``: the near miss, if it is one."""

    name: str
    copies: list[Copy]
    around: dict[str, Content] = field(default_factory=dict)
    near: str = ""
