"""What code systems and identifier systems are called; one that we do not know is its URL."""

from types import MappingProxyType

from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS

_HL7 = "http://terminology.hl7.org/CodeSystem/"
_CARECONNECT = "https://fhir.hl7.org.uk/"

SYSTEM_NAMES = MappingProxyType(
    {
        "http://snomed.info/sct": "SNOMED CT",
        "http://loinc.org": "LOINC",
        "https://dmd.nhs.uk": "dm+d",
        "http://dmd.nhs.uk": "dm+d",
        "http://read.info/readv2": "Read v2",
        "http://read.info/ctv3": "Read CTV3",
        "http://hl7.org/fhir/sid/icd-10": "ICD-10",
        "http://hl7.org/fhir/sid/icd-10-uk": "ICD-10 (UK)",
        "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
        "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM",
        "http://hl7.org/fhir/sid/icd-11": "ICD-11",
        "https://fhir.hl7.org.uk/Id/opcs-4": "OPCS-4",
        "https://fhir.hl7.org.uk/CodeSystem/OPCS-4": "OPCS-4",
        "http://unitsofmeasure.org": "UCUM",
        "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
        "http://www.whocc.no/atc": "ATC",
        "http://hl7.org/fhir/sid/cvx": "CVX",
        "http://hl7.org/fhir/sid/ndc": "NDC",
        "http://www.ama-assn.org/go/cpt": "CPT",
        "http://www.orpha.net": "Orphanet",
        "http://dicom.nema.org/resources/ontology/DCM": "DICOM",
        "urn:iso:std:iso:3166": "ISO 3166 country",
        "urn:iso:std:iso:4217": "ISO 4217 currency",
        "urn:ietf:bcp:47": "BCP 47 language",
        "urn:ietf:bcp:13": "media type",
        "urn:ietf:rfc:3986": "URI",
        **dict.fromkeys(NHS_NUMBER_SYSTEMS, "NHS number"),
        "https://fhir.nhs.uk/Id/ods-organization-code": "ODS organisation code",
        "https://fhir.nhs.uk/Id/ods-site-code": "ODS site code",
        "https://fhir.nhs.uk/Id/sds-user-id": "SDS user id",
        "https://fhir.nhs.uk/Id/sds-role-profile-id": "SDS role profile id",
        "https://fhir.hl7.org.uk/Id/gmc-number": "GMC number",
        "https://fhir.hl7.org.uk/Id/gmp-number": "GMP number",
        "https://fhir.hl7.org.uk/Id/nmc-number": "NMC number",
        "https://fhir.hl7.org.uk/Id/gphc-number": "GPhC number",
        "https://fhir.hl7.org.uk/Id/hcpc-number": "HCPC number",
        "https://fhir.hl7.org.uk/Id/health-and-care-number": "Health and Care number (Northern Ireland)",
        "https://fhir.hl7.org.uk/Id/chi-number": "CHI number (Scotland)",
        "https://fhir.nhs.uk/Id/nhsSerialNumber": "NHS serial number",
        "https://fhir.nhs.uk/Id/local-patient-identifier": "local patient number",
        f"{_HL7}observation-category": "FHIR observation category",
        f"{_HL7}condition-clinical": "FHIR condition clinical status",
        f"{_HL7}condition-ver-status": "FHIR condition verification status",
        f"{_HL7}condition-category": "FHIR condition category",
        f"{_HL7}allergyintolerance-clinical": "FHIR allergy clinical status",
        f"{_HL7}allergyintolerance-verification": "FHIR allergy verification status",
        f"{_HL7}data-absent-reason": "FHIR data absent reason",
        f"{_HL7}v3-ActCode": "HL7 v3 act code",
        f"{_HL7}v3-Confidentiality": "HL7 v3 confidentiality",
        f"{_HL7}v3-ObservationInterpretation": "HL7 v3 interpretation",
        f"{_HL7}v3-MaritalStatus": "HL7 v3 marital status",
        f"{_HL7}v2-0203": "HL7 v2 identifier type",
        f"{_HL7}v2-0131": "HL7 v2 contact role",
        "http://hl7.org/fhir/v2/0078": "HL7 v2 interpretation",
        "http://hl7.org/fhir/v2/0203": "HL7 v2 identifier type",
        "http://hl7.org/fhir/v3/ActCode": "HL7 v3 act code",
        "http://hl7.org/fhir/v3/NullFlavor": "HL7 v3 null flavour",
        f"{_CARECONNECT}STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1": "NHS number verification",
        f"{_CARECONNECT}CareConnect-NHSNumberVerificationStatus-1": "NHS number verification",
        f"{_CARECONNECT}CodeSystem/UKCore-NHSNumberVerificationStatus": "NHS number verification",
    }
)


def system_name(url: str) -> str:
    """The name of a code or identifier system, "" where we know none.

    >>> system_name("http://snomed.info/sct"), system_name("http://example.org/local")
    ('SNOMED CT', '')
    """
    return SYSTEM_NAMES.get(url, "") or SYSTEM_NAMES.get(url.rstrip("/"), "")


def system_words(url: str) -> str:
    """Name and URL, or the URL alone: ``SNOMED CT, http://snomed.info/sct``."""
    name = system_name(url)
    return f"{name}, {url}" if name else url
