import pytest

from viewer.entries.entry import Flag
from viewer.entries.no_known_allergy import negation, nothing_known
from viewer.fhir.concept import Coding

SNOMED = "http://snomed.info/sct"
IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"


@pytest.mark.parametrize(
    ("codes", "flag"),
    [
        ([(SNOMED, "716186003")], Flag.NO_KNOWN_ALLERGY),
        ([(IPS, "no-known-allergies")], Flag.NO_KNOWN_ALLERGY),
        ([(SNOMED, "409137002")], Flag.NO_KNOWN_ALLERGY_OF_A_KIND),
        ([(SNOMED, "716186003"), (SNOMED, "409137002")], Flag.NO_KNOWN_ALLERGY_OF_A_KIND),
        ([(SNOMED, "716186003"), (SNOMED, "91936005")], None),
        ([(SNOMED, "160244002")], None),
        ([("", "716186003")], None),
        ([(SNOMED, "")], None),
        ([], None),
    ],
)
def test_only_the_codes_themselves_state_that_none_is_known(codes, flag):
    assert negation(tuple(Coding(system=system, code=code) for system, code in codes)) is flag


def test_no_information_is_not_none_known():
    codings = (Coding(system=IPS, code="no-allergy-info"),)

    assert nothing_known(codings)
    assert negation(codings) is None
    assert not nothing_known(())
