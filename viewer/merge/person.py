"""Values of the person side: one source's Patient, a proposal to link, and the linked person."""

from dataclasses import dataclass
from datetime import datetime

from viewer.fhir.dates import ClinicalDate
from viewer.fhir.identifier import Identifier
from viewer.fhir.resource import Place, ResourceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientFacts:
    """What one source's Patient says, read; "" or None where it says nothing.

    ``family`` and ``given`` are of the current name (CUI-05); ``name`` is ready for the banner.
    ``nhs_number``: 10 digits with a good check digit, under the NHS number system, not old or temporary.
    ``nhs_verified``: the source says "number present and verified" (01). ``born`` keeps its precision.
    ``deceased``: None no statement, else words ("Deceased 03-Mar-2024", "Deceased, date not recorded").
    ``restricted``: security label R or V (NHS-01). ``superseded_by``: a replaced-by link (IDM-10).
    ``stated_alive``: the source says ``deceasedBoolean: false``; its silence never means that (SAFE-18).
    ``links``: every other Patient.link in words. ``practice_code``: ODS code of the GP practice.
    ``reasons``: what in this Patient could not be read, in words. ``number_only``: a national service knows
    the person by NHS number alone (``merge/by_number``). ``numbers``: every identifier as sent, the old and
    the temporary ones too; ``identifiers`` are those that may match.
    """

    key: ResourceKey
    place: Place
    name: str
    family: str
    given: tuple[str, ...]
    title: str
    preferred: str
    gender: str
    birth_sex: str
    born: ClinicalDate | None
    nhs_number: str
    nhs_verified: bool
    nhs_status: str
    deceased: str | None
    died: ClinicalDate | None
    address: str
    postcode: str
    practice: str
    phones: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    restricted: bool
    superseded_by: str
    active: bool | None
    stated_alive: bool = False
    links: tuple[str, ...] = ()
    practice_code: str = ""
    reasons: tuple[str, ...] = ()
    number_only: bool = False
    numbers: tuple[Identifier, ...] = ()

    @property
    def at(self) -> tuple[str, str]:
        """Where it is: source id and reference."""
        return self.key.source, self.key.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCompared:
    """One demographic field of two Patients side by side.

    ``agrees`` is None where one does not say, or where the two cannot be compared: withheld, a date of birth
    of which one is less precise, numbers that each place gives for itself.
    """

    label: str
    ours: str
    theirs: str
    agrees: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One Patient that a search found, and what speaks for and against linking it to the chosen one.

    ``linked_by`` is the rule's sentence where IDM-02 links it, "" where a human has to decide;
    ``warning`` names twins and the like (IDM-21).
    """

    patient: PatientFacts
    linked_by: str
    compared: tuple[FieldCompared, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A Patient that belongs to the person: by which rule or whose hand, and what differs (IDM-20).

    ``who`` and ``when`` are of the session in which it was made; "" and None where nobody signed it.
    """

    patient: PatientFacts
    linked_by: str
    differences: tuple[str, ...] = ()
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The human. ``links[0]`` is the Patient that was chosen and leads the banner."""

    links: tuple[Link, ...]
