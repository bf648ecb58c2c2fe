import pytest

from viewer.demo.shelf import Shelf, Stored, stored_lines

PATIENT = b'{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Holroyd","given":["Ann"]},{"use":"nickname"}],"birthDate":"1950-01-02"}'


def test_the_bytes_of_a_line_are_kept_exactly():
    line = b'{"resourceType":"Observation","id":"o", "subject":{"reference":"Patient/p"},"x":0.010}'

    assert stored_lines(line + b"\n\n") == [Stored("Observation", "o", "p", line)]


def test_an_appointment_belongs_to_its_participant():
    line = b'{"resourceType":"Appointment","id":"a","participant":[{"actor":{"reference":"Location/l"}},{"actor":{"reference":"Patient/p"}}]}'

    assert stored_lines(line)[0].patient == "p"


def test_a_practitioner_is_about_nobody():
    assert stored_lines(b'{"resourceType":"Practitioner","id":"x"}')[0].patient == ""


def test_a_logical_reference_is_resolved_by_the_nhs_number():
    line = b'{"resourceType":"Immunization","id":"i","patient":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}}}'
    shelf = Shelf(stored_lines(PATIENT + b"\n" + line))

    assert [stored.id for stored in shelf.of_patient("Immunization", "p")] == ["i"]
    assert shelf.count("p") == 2


def test_two_resources_of_one_id_are_a_mistake_in_our_files():
    with pytest.raises(ValueError, match="two demo resources"):
        Shelf(stored_lines(PATIENT + b"\n" + PATIENT))


def test_a_warning_is_kept_apart_from_the_resources():
    warning = b'{"resourceType":"OperationOutcome","id":"warns-Condition-p"}'
    shelf = Shelf(stored_lines(PATIENT + b"\n" + warning))

    assert len(shelf) == 1
    assert shelf.warning("Condition", "p").body == warning
    assert shelf.warning("Condition", "q") is None


def test_what_searches_compare_is_in_lower_case():
    (index,) = Shelf(stored_lines(PATIENT)).patients

    assert (index.families, index.givens, index.born) == ({"holroyd"}, {"ann"}, "1950-01-02")


def test_a_misfiled_resource_is_given_to_the_one_it_was_filed_under_and_is_about_another():
    (stored,) = stored_lines(
        b'{"resourceType":"Observation","id":"1","subject":{"reference":"Patient/a"},'
        b'"meta":{"tag":[{"system":"urn:x","code":"c"},{"system":"urn:tributary:demo:misfiled-under","code":"b"}]}}'
    )

    assert stored.patient == "b"
