from tests.merge.builders import patient
from tests.merge.test_conflicts import told
from viewer.merge.persons import BY_HAND, person_of


def said(chosen, *others):
    return [what for _, what in told(person=person_of(chosen, [(other, BY_HAND) for other in others]))]


def test_who_the_person_is_is_compared_source_by_source():
    other = patient(
        "trust", birthDate="1950-02-01", gender="male", name=[{"family": "Jones", "given": ["Jane"]}]
    )

    assert said(patient("gp"), other) == [
        "Date of birth: sources disagree. GP practice: 31-Jan-1950. Acute trust: 01-Feb-1950",
        "Family name: sources disagree. GP practice: Smith. Acute trust: Jones",
        "Gender: sources disagree. GP practice: female. Acute trust: male",
    ]
    assert said(patient("gp"), patient("trust")) == []


def test_an_address_that_differs_is_no_conflict_of_identity():
    assert (
        said(patient("gp", address=[{"city": "Leeds"}]), patient("trust", address=[{"city": "York"}])) == []
    )


def test_deceased_here_and_not_stated_or_alive_there_is_told():
    dead = patient("trust", deceasedDateTime="2024-03-03")

    assert said(patient("gp"), dead) == [
        "Death: sources disagree. GP practice: no statement of death. Acute trust: Deceased 03-Mar-2024"
    ]
    assert said(patient("gp", deceasedBoolean=False), dead)[0].startswith(
        "Death: sources disagree. GP practice: stated as not deceased"
    )
    assert said(dead, patient("gp", deceasedDateTime="2024-03-03")) == []
    assert said(patient("gp", deceasedBoolean=False), patient("trust")) == []


def test_two_patients_of_one_source_are_both_named():
    dead = patient("gp", id="2", deceasedBoolean=True)

    assert len(said(patient("gp"), dead)) == 1


def replaced_by(reference, **more):
    return patient("gp", link=[{"type": "replaced-by", "other": {"reference": reference}}], **more)


def test_a_record_that_its_source_replaced_is_said_with_the_one_that_survives():
    assert said(replaced_by("Patient/9")) == [
        "GP practice: this patient record was replaced by Patient/9, which is not in this record: open that one"
    ]
    assert said(replaced_by("Patient/9"), patient("gp", id="9")) == [
        "GP practice: this patient record was replaced by Patient/9, which is in this record as well"
    ]


def test_punctuation_or_a_second_name_is_a_difference_and_no_conflict():
    def named(source, family, *given):
        return patient(source, name=[{"family": family, "given": list(given)}])

    assert said(named("gp", "O'Brien", "Mary Ann"), named("trust", "OBRIEN", "Mary")) == []
    assert said(named("gp", "Smith", "Anne"), named("trust", "Smith", "Jane")) == [
        "Given name: sources disagree. GP practice: Anne. Acute trust: Jane"
    ]


def test_another_chi_number_is_a_conflict_of_identity():
    def chi(source, number):
        return patient(
            source, identifier=[{"system": "https://fhir.hl7.org.uk/Id/chi-number", "value": number}]
        )

    assert said(chi("gp", "9990000018"), chi("trust", "9990000026")) == [
        "CHI number (Scotland): sources disagree. GP practice: 9990000018. Acute trust: 9990000026"
    ]
