from tests.entries.builders import context, resource
from viewer.entries.lookup import Lookup

DOCTOR = {"resourceType": "Practitioner", "name": [{"family": "Able", "given": ["Ann"]}]}


def lookup(targets=None, **content):
    return Lookup(resource({"resourceType": "Observation"} | content), context(targets))


def test_a_reference_is_called_what_it_calls_itself_or_what_its_target_is_called():
    here = lookup({"Practitioner/2": DOCTOR})

    assert here.name({"display": "Dr B", "reference": "Practitioner/9"}) == "Dr B"
    assert here.name({"reference": "Practitioner/2"}) == "Ann Able"
    assert here.waiting == ()


def test_what_is_not_here_keeps_its_words_and_is_waited_for():
    here = lookup()

    assert here.name({"reference": "Practitioner/2"}) == "Practitioner/2 (not retrieved)"
    assert here.waiting == ("Practitioner/2",)


def test_a_logical_reference_is_shown_and_never_waited_for():
    here = lookup()

    assert here.name({"identifier": {"system": "s", "value": "A82038"}}) == "A82038 (not retrieved)"
    assert here.waiting == ()


def test_contained_resources_are_found_first():
    here = lookup(contained=[DOCTOR | {"id": "d"}])

    assert here.name({"reference": "#d"}) == "Ann Able"


def test_a_target_without_a_name_is_called_by_its_type():
    assert lookup({"x/1": {"resourceType": "CareTeam"}}).name({"reference": "x/1"}) == "Care team"


def test_a_role_is_named_by_person_role_and_place():
    role = {
        "resourceType": "PractitionerRole",
        "practitioner": {"reference": "Practitioner/2"},
        "code": [{"text": "GP"}],
        "organization": {"display": "Able Surgery"},
    }
    here = lookup({"PractitionerRole/1": role, "Practitioner/2": DOCTOR})

    assert here.name({"reference": "PractitionerRole/1"}) == "Ann Able · GP · Able Surgery"


def test_roles_that_refer_to_each_other_end():
    role = {"resourceType": "PractitionerRole", "practitioner": {"reference": "PractitionerRole/1"}}

    assert (
        lookup({"PractitionerRole/1": role}).name({"reference": "PractitionerRole/1"}) == "Practitioner role"
    )


def test_concepts_words_and_nothing_have_their_names_too():
    here = lookup()

    assert here.name({"concept": {"text": "Nurse"}}) == "Nurse"
    assert here.name("self") == "self"
    assert here.name(None) == ""
    assert here.name({}) == ""
    assert here.name({"type": "Device", "identifier": {"system": "s"}}) == "Device (not retrieved)"
    assert here.missing({}) == ""
    assert here.missing({"identifier": {"system": "s"}}) == "a record that is not named (not retrieved)"
    assert here.target({}) is None
    assert here.names([{"display": "a"}, None, {"display": "b"}]) == "a, b"
