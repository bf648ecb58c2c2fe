"""Names of extensions: one label for both national forms."""

import pytest

from viewer.present.extensions import extension_name, spaced

_UKCORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_CARECONNECT = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"{_UKCORE}BirthSex", "Birth sex"),
        (f"{_UKCORE}DeathNotificationStatus", "Death notification status"),
        (f"{_UKCORE}NHSNumberVerificationStatus", "NHS number verification status"),
        (f"{_CARECONNECT}ProblemSignificance-1", "Problem significance"),
        (f"{_CARECONNECT}GPC-MedicationRepeatInformation-1", "Medication repeat information"),
        (f"{_UKCORE}CodingSCTDescDisplay", "SNOMED CT description in words"),
        ("http://hl7.org/fhir/StructureDefinition/data-absent-reason", "Reason for absent value"),
        ("http://hl7.org/fhir/us/core/StructureDefinition/us-core-race", "Race"),
        ("numberOfRepeatPrescriptionsIssued", "Number of repeat prescriptions issued"),
        ("urn:oid:1.2.3", "Urn:oid:1.2.3"),
        ("Extension-", "Extension"),
        ("", "Extension without a URL"),
        ("///", "Extension without a URL"),
    ],
)
def test_an_extension_is_called_by_the_last_part_of_its_url(url, name):
    assert extension_name(url) == name


@pytest.mark.parametrize(
    "thing", ["ActualProblem", "ClinicalSetting", "ParentPresent", "VaccinationProcedure", "ListWarningCode"]
)
def test_the_stu3_and_the_r4_form_share_one_label(thing):
    assert extension_name(f"{_UKCORE}{thing}") == extension_name(f"{_CARECONNECT}{thing}-1")


def test_names_are_spaced():
    assert spaced("clinicalStatus") == "Clinical status"
    assert spaced("NHSNumber") == "NHS number"
    assert spaced("") == ""
