from tests.merge.builders import patient
from viewer.merge.comparing import WITHHELD, compared, differences, same_words, told


def by_label(ours, theirs):
    return {field.label: field for field in compared(ours, theirs)}


def test_every_field_is_compared_under_its_label():
    assert list(by_label(patient(), patient())) == [
        "Family name",
        "Given name",
        "Date of birth",
        "Gender",
        "NHS number",
        "Address",
        "Postcode",
        "GP practice",
    ]


def test_case_and_spacing_do_not_differ_but_spelling_does():
    name = [{"family": "SMITH ", "given": ["jane"]}]
    fields = by_label(patient(), patient("trust", name=name))

    assert fields["Family name"].agrees is True
    assert fields["Given name"].agrees is True
    assert not same_words("O'Brien", "OBrien")


def test_what_one_does_not_say_neither_agrees_nor_differs():
    field = by_label(patient(), patient("trust", birthDate=None))["Date of birth"]

    assert (field.ours, field.theirs, field.agrees) == ("31-Jan-1950", "", None)


def test_a_birth_date_is_compared_at_its_precision():
    ours, month, other = (
        patient(),
        patient("trust", birthDate="1950-01"),
        patient("trust", birthDate="1950-02"),
    )
    field = by_label(ours, month)["Date of birth"]

    assert (field.ours, field.theirs, field.agrees) == ("31-Jan-1950", "Jan-1950", None)
    assert by_label(ours, other)["Date of birth"].agrees is False
    assert by_label(month, patient(birthDate="1950-01"))["Date of birth"].agrees is True
    assert differences(ours, month) == (
        "Date of birth is not stated as precisely: Jan-1950 here, 31-Jan-1950 in the record that was chosen",
    )


def test_identifiers_come_after_the_fields():
    ours = patient(identifier=[{"system": "https://fhir.hl7.org.uk/Id/chi-number", "value": "9990000018"}])
    theirs = patient("trust", identifier=[])

    assert list(by_label(ours, theirs))[-1] == "CHI number (Scotland)"


def test_practices_are_compared_by_code_and_shown_by_name():
    ours = patient(generalPractitioner=[{"display": "The Surgery", "identifier": {"value": "A81001"}}])
    theirs = patient(
        "trust", generalPractitioner=[{"display": "Surgery, The", "identifier": {"value": "A81001"}}]
    )

    field = by_label(ours, theirs)["GP practice"]

    assert (field.ours, field.theirs, field.agrees) == ("The Surgery", "Surgery, The", True)


def test_of_a_restricted_record_no_address_or_practice_is_shown_from_any_source():
    ours = patient(address=[{"city": "Leeds", "postalCode": "LS1 4AP"}])
    theirs = patient("trust", meta={"security": [{"code": "R"}]})

    for label in ("Address", "Postcode", "GP practice"):
        field = by_label(ours, theirs)[label]
        assert (field.ours, field.theirs, field.agrees) == (WITHHELD, WITHHELD, None)


def test_differences_are_sentences_with_both_values():
    assert differences(patient(), patient("trust", birthDate="1950-02-01", gender="male")) == (
        "Date of birth differs: 01-Feb-1950 here, 31-Jan-1950 in the record that was chosen",
        "Gender differs: male here, female in the record that was chosen",
    )
    assert differences(patient(), patient("trust")) == ()


def test_what_names_a_place_is_told_of_nobody_who_is_restricted():
    found = ("Address differs: a here", "GP practice differs: b here", "Family name differs: c here")

    assert told(found, restricted=False) == found
    assert told(found, restricted=True) == found[2:]
