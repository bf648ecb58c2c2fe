"""Decides who the four demo endpoints are and how each of them differs as a FHIR server."""

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind


class SiteKey(StrEnum):
    """Which demo endpoint; also the last word of its files' names in ``resources/demo``."""

    GP = "gp"
    ACUTE = "acute"
    COMMUNITY = "community"
    OOH = "ooh"


class NationalKey(StrEnum):
    """Which simulator of a national service; they run on request only."""

    PDS = "pds"
    SCR = "scr"
    GP_CONNECT = "gpc"
    GP_DOCUMENTS = "gpc-documents"
    NRL = "nrl"
    IMMUNISATIONS = "imms"


Key = SiteKey | NationalKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One demo endpoint.

    ``id`` is what an ``Endpoint`` wants: 32 hex digits, the same in every run. ``path`` is the FHIR base.
    ``page_size`` is used without ``_count``. ``most`` is the largest page of a small result, whatever is
    asked: so small that the files alone have a second page to fail on; large results have larger pages.
    ``total``: whether searchsets state one ("always", "never", "asked" = with ``_total=accurate``).
    ``page_link`` is the query name of its page tokens; ``token_life_s`` 0 lets them live for ever.
    ``sorts``: whether ``_sort`` (by id, or newest first) and ``date`` are honoured.
    ``operation``: it offers the GP Connect operation instead of searches
    by type (documents excepted); the searches work all the same: a server may do more than it states.
    ``also``: types it offers for searching though our files hold none, so that "nothing found" is an answer.
    ``kind`` and ``nhs`` are what an ``Endpoint`` for a simulator of a national service is told.
    """

    key: Key
    id: str
    name: str
    care_setting: str
    fhir_version: str
    path: str
    page_size: int
    most: int
    total: str
    page_link: str
    token_life_s: int = 0
    sorts: bool = False
    operation: bool = False
    also: tuple[str, ...] = ()
    kind: Kind = Kind.FHIR
    nhs: Nhs = field(default_factory=Nhs)


_CLINICAL = (
    "AdverseEvent AllergyIntolerance Appointment CarePlan CareTeam ClinicalImpression Communication "
    "CommunicationRequest Composition Condition Consent DetectedIssue Device DeviceRequest DiagnosticReport "
    "DocumentReference Encounter EpisodeOfCare FamilyMemberHistory Flag Goal ImagingStudy Immunization "
    "ImmunizationRecommendation List MedicationAdministration MedicationDispense MedicationRequest "
    "MedicationStatement NutritionOrder Observation Procedure QuestionnaireResponse RelatedPerson "
    "RiskAssessment ServiceRequest Specimen Task VisionPrescription"
)
_R4_ONLY = "Basic BodyStructure DeviceUseStatement DocumentManifest Media MolecularSequence RequestGroup"
_URGENT_CARE = (  # no immunisations, plans of care or referrals: an ambulance's record is a short one
    "AllergyIntolerance Condition Consent DocumentReference Encounter Flag List MedicationAdministration "
    "MedicationRequest MedicationStatement Observation Procedure"
)

SITES = (
    Site(
        key=SiteKey.GP,
        id="d30000000000000000000000000000a1",
        name="Riverside Surgery",
        care_setting="GP practice",
        fhir_version="3.0.1",
        path="/STU3/1/gpconnect/structured/fhir",
        page_size=50,
        most=50,
        total="always",
        page_link="page-token",
        operation=True,
    ),
    Site(
        key=SiteKey.ACUTE,
        id="d30000000000000000000000000000a2",
        name="Northmoor Acute Trust",
        care_setting="Acute hospital",
        fhir_version="4.0.1",
        path="/fhir/R4",
        page_size=20,
        most=20,
        total="always",
        page_link="_getpages",
        token_life_s=300,
        sorts=True,
        also=(*_CLINICAL.split(), *_R4_ONLY.split()),
    ),
    Site(
        key=SiteKey.COMMUNITY,
        id="d30000000000000000000000000000a3",
        name="Fellside Community and Mental Health Trust",
        care_setting="Community and mental health",
        fhir_version="4.0.1",
        path="/api/FHIR/R4",
        page_size=5,
        most=5,
        total="never",
        page_link="ct",
        also=(*_CLINICAL.split(), *_R4_ONLY.split()),
    ),
    Site(
        key=SiteKey.OOH,
        id="d30000000000000000000000000000a4",
        name="Out-of-hours and ambulance",
        care_setting="Urgent and emergency care",
        fhir_version="5.0.0",
        path="/r5",
        page_size=10,
        most=10,
        total="asked",
        page_link="cursor",
        also=tuple(_URGENT_CARE.split()),
    ),
)


def site_of(key_or_id: str) -> Site | None:
    """Find a site by its key ("gp") or its id; None if there is none such.

    >>> site_of("acute").name
    'Northmoor Acute Trust'
    """
    return next((site for site in SITES if key_or_id in {site.key, site.id}), None)
