"""The one table of what is asked of an endpoint about a patient, per resource type and version.

The last 30 days are not a search of their own: what is dated is asked for newest first (``_sort``), right
after allergies, problems, medicines and plans. A second search by date would bring the same records twice
and make the number that a source claims for a domain wrong. ``$lastn`` is not asked for the same reason: all
observations are read, and which of them is the latest is told from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from viewer.fetch.capability import Capability
from viewer.fhir.resource import FhirVersion
from viewer.source.domain import Domain, domain_of

_OLD = frozenset({FhirVersion.STU3, FhirVersion.DSTU2})
_R4S = frozenset({FhirVersion.R4, FhirVersion.R4B, FhirVersion.UNKNOWN})
_R5S = frozenset({FhirVersion.R5})
_ALL = _OLD | _R4S | _R5S

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One question to an endpoint.

    ``must``: parameters without which the answer would be to another question. ``may``: parameters that
    only help; left out if the endpoint does not take them. ``categories``: asked one by one where an
    endpoint wants one; ``by`` is their parameter, ``all_named`` that there can be no others.
    ``path``: of an operation that answers like a search. ``subject``: what the screen calls it where it is
    not about one type; such a question settles no domain by itself. ``urgent``: asked for first, before any
    operation that brings everything. ``proved``: an answer is used only where it says that it used each of
    ``must``, and the question is asked in one way alone.
    """

    label: str
    type: str
    must: Pairs
    may: Pairs = ()
    categories: tuple[str, ...] = ()
    by: str = "category"
    all_named: bool = False
    path: str = ""
    subject: str = ""
    urgent: bool = False
    proved: bool = False

    @property
    def domains(self) -> frozenset[Domain]:
        """What a complete answer would settle."""
        return frozenset() if self.subject else frozenset({domain_of(self.type)})

    def of(self, more: Pairs) -> "Search":
        """The same question about a part of what it is about."""
        return replace(self, must=(*self.must, *more))

    def of_category(self, category: str) -> "Search":
        """The same question about one category."""
        return replace(self, must=(*self.must, (self.by, category)), categories=())


@dataclass(frozen=True, slots=True)
class _Row:
    type: str
    versions: frozenset[FhirVersion] = _ALL
    newest_by: str = ""
    include: str = ""
    categories: tuple[str, ...] = ()
    by: str = "category"
    urgent: bool = False


_OBSERVATION_CATEGORIES = (
    "laboratory",
    "vital-signs",
    "exam",
    "imaging",
    "procedure",
    "survey",
    "social-history",
    "therapy",
    "activity",
)
_REPORT_CATEGORIES = ("LAB", "RAD", "PATH", "MB", "CUS")
# FHIR names every value of these two, and some endpoints want one (MHD's ITI-67; orders by intent).
_DOCUMENT_STATUS = ("current", "superseded", "entered-in-error")
_INTENTS = (
    "order",
    "original-order",
    "reflex-order",
    "filler-order",
    "instance-order",
    "plan",
    "proposal",
    "option",
)
_CONDITION_CATEGORIES = ("problem-list-item", "encounter-diagnosis", "health-concern")

# In the order in which a clinician needs them: the first screen fills first.
_TABLE = (
    _Row("AllergyIntolerance", urgent=True),
    _Row("Condition", categories=_CONDITION_CATEGORIES, urgent=True),
    _Row("MedicationStatement", include="MedicationStatement:medication", urgent=True),
    _Row(
        "MedicationRequest",
        include="MedicationRequest:medication",
        by="intent",
        categories=_INTENTS,
        urgent=True,
    ),
    _Row("Flag", urgent=True),
    _Row("CarePlan", categories=("assess-plan",), urgent=True),
    _Row("Consent", urgent=True),
    _Row("Observation", newest_by="date", categories=_OBSERVATION_CATEGORIES),
    _Row("Encounter", newest_by="date"),
    _Row("DiagnosticReport", newest_by="date", categories=_REPORT_CATEGORIES),
    _Row("DocumentReference", newest_by="date", by="status", categories=_DOCUMENT_STATUS),
    _Row("MedicationDispense", include="MedicationDispense:medication"),
    _Row("MedicationAdministration", include="MedicationAdministration:medication"),
    _Row("List"),
    _Row("Goal"),
    _Row("CareTeam"),
    _Row("DetectedIssue"),
    _Row("RiskAssessment"),
    _Row("ClinicalImpression"),
    _Row("Composition"),
    _Row("DocumentManifest", _OLD | _R4S),
    _Row("Procedure"),
    _Row("Immunization"),
    _Row("ImmunizationRecommendation"),
    _Row("Appointment"),
    _Row("EpisodeOfCare"),
    _Row("ServiceRequest", _R4S | _R5S),
    _Row("ReferralRequest", _OLD),
    _Row("ProcedureRequest", _OLD),
    _Row("DiagnosticOrder", frozenset({FhirVersion.DSTU2})),
    _Row("Task"),
    _Row("RequestGroup", _OLD | _R4S),
    _Row("RequestOrchestration", _R5S),
    _Row("NutritionOrder"),
    _Row("VisionPrescription"),
    _Row("DeviceRequest"),
    _Row("Communication"),
    _Row("CommunicationRequest"),
    _Row("QuestionnaireResponse"),
    _Row("FamilyMemberHistory"),
    _Row("AdverseEvent"),
    _Row("Specimen"),
    _Row("ImagingStudy"),
    _Row("ImagingManifest", _OLD),
    _Row("Media", _OLD | _R4S),
    _Row("Sequence", _OLD),
    _Row("MolecularSequence", _R4S | _R5S),
    _Row("BodySite", _OLD),
    _Row("BodyStructure", _R4S | _R5S),
    _Row("DeviceUseStatement", _OLD | _R4S),
    _Row("DeviceUsage", _R5S),
    _Row("Device"),
    _Row("RelatedPerson"),
    _Row("Basic"),
)
_PROVENANCE = "Provenance:target"
_SUBJECT_TYPES = frozenset({"AdverseEvent", "DeviceUseStatement"})
# What FHIR's patient compartment holds beyond the table; listed, it is asked for or said.
_IN_COMPARTMENT = frozenset(
    {
        "Account",
        "AppointmentResponse",
        "ChargeItem",
        "Claim",
        "ClaimResponse",
        "Coverage",
        "CoverageEligibilityRequest",
        "CoverageEligibilityResponse",
        "DeviceDispense",
        "EncounterHistory",
        "EnrollmentRequest",
        "ExplanationOfBenefit",
        "GenomicStudy",
        "ImagingSelection",
        "ImmunizationEvaluation",
        "Invoice",
        "MeasureReport",
        "MedicationUsage",
        "NutritionIntake",
        "ProcessRequest",
        "ResearchSubject",
        "Schedule",
        "SupplyDelivery",
        "SupplyRequest",
        "Transport",
    }
)
_WHO = frozenset({"patient", "subject"})
_NOT_ABOUT_ONE_PATIENT = frozenset({"Patient", "Person", "Group", "AuditEvent", "Provenance"})


def searches(capability: Capability, patient_id: str, page_size: int) -> Iterator[tuple[Search, bool]]:
    """Yield every search about a patient, and whether the endpoint offers it.

    What an endpoint lists and the table does not know is asked as well: it may hold anything. What is about
    patients and is listed without a way to ask by patient is yielded as not offered, so that it is said.
    """
    known = [row for row in _TABLE if capability.version in row.versions]
    names = {row.type for row in known} | _NOT_ABOUT_ONE_PATIENT
    others = [_Row(name) for name in capability.types if name not in names and _by_patient(capability, name)]
    for row in (*known, *others):
        unasked = row in others and not _may_be_asked(capability, row.type)
        offered = capability.offers(row.type) and not unasked
        yield _search(row, capability, patient_id, page_size), offered


def _by_patient(capability: Capability, name: str) -> bool:
    return name in _IN_COMPARTMENT or bool(_WHO & capability.parameters(name))


def _may_be_asked(capability: Capability, name: str) -> bool:
    """Whether it is listed with a patient, or with no parameter at all, which says nothing."""
    named = capability.parameters(name)
    return not named or bool(_WHO & named)


def _search(row: _Row, capability: Capability, patient_id: str, page_size: int) -> Search:
    offered = capability.parameters(row.type)
    by_subject = "patient" not in offered and ("subject" in offered or row.type in _SUBJECT_TYPES)
    who = ("subject", f"Patient/{patient_id}") if by_subject else ("patient", patient_id)
    may = [("_count", str(page_size))]
    if row.newest_by and {row.newest_by, "_id"} <= offered:
        may.append(("_sort", f"-{row.newest_by},_id"))  # without the tie-breaker pages lose rows
    if row.include and row.include in capability.includes(row.type):
        may.append(("_include", row.include))
    if _PROVENANCE in capability.rev_includes(row.type):
        may.append(("_revinclude", _PROVENANCE))  # who says so, with what they say (TML-13)
    return Search(
        label=row.type,
        type=row.type,
        must=(who,),
        may=tuple(may),
        categories=row.categories,
        by=row.by,
        all_named=row.by != "category",
        urgent=row.urgent,
    )
