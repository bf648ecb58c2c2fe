import pytest

from tests.merge.builders import NHS, VERIFICATION
from viewer.merge.number import number_of


def identifier(value="9990000018", system=NHS, code=None, use=None):
    extension = [{"url": VERIFICATION, "valueCodeableConcept": {"coding": [{"code": code}]}}] if code else []
    return {"system": system, "value": value, "use": use, "extension": extension}


def read(*identifiers):
    return number_of({"identifier": list(identifiers)})


@pytest.mark.parametrize(
    "system", [NHS, "http://fhir.nhs.uk/Id/nhs-number", "http://fhir.nhs.net/Id/nhs-number"]
)
@pytest.mark.parametrize("code", ["01", "number-present-and-verified"])
def test_a_traced_number_is_verified_under_every_form_of_the_system(system, code):
    found = read(identifier("999 000 0018", system, code))

    assert (found.digits, found.verified, found.status) == ("9990000018", True, "Number present and verified")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (None, "Not verified: its source does not say that it was traced"),
        ("02", "Not verified: number present but not traced"),
        ("trace-required", "Not verified: trace required"),
        ("99", "Not verified: 99"),
    ],
)
def test_a_number_that_is_not_verified_says_why(code, words):
    found = read(identifier(code=code))

    assert (found.digits, found.verified, found.status) == ("9990000018", False, words)


def test_one_source_saying_both_verified_and_not_is_not_verified():
    found = read(identifier(code="01"), identifier(code="02"))

    assert not found.verified
    assert found.status == "Not verified: number present but not traced"


@pytest.mark.parametrize("use", ["old", "temp"])
def test_an_old_or_temporary_number_is_never_the_number(use):
    assert read(identifier(use=use)).digits == ""


def test_digits_under_another_system_are_no_nhs_number():
    assert read(identifier(system="https://phs.scot/chi")).digits == ""


def test_a_wrong_check_digit_is_said():
    found = read(identifier("9990000019"))

    assert (found.digits, found.status) == ("", "NHS number not valid")
    assert found.reasons


def test_of_two_current_numbers_none_is_chosen():
    found = read(identifier(), identifier("9990000026"))

    assert (found.digits, found.status) == ("", "Several NHS numbers sent")
