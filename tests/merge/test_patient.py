from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import NHS, patient, patient_content, resource
from viewer.fhir.resource import Number
from viewer.merge.patient import patient_facts
from viewer.merge.person import PatientFacts


def test_a_uk_core_patient_is_read_for_the_banner():
    facts = patient(
        name=[
            {"use": "old", "family": "Jones"},
            {"use": "official", "family": "Smith", "given": ["Jane", "Ann"], "prefix": ["Mrs"]},
            {"use": "nickname", "given": ["Janey"]},
        ],
        address=[{"use": "home", "line": ["1 High St"], "city": "Leeds", "postalCode": "ls1 4ap"}],
        telecom=[{"system": "phone", "value": "0113 496 0000"}],
        generalPractitioner=[{"display": "The Surgery", "identifier": {"value": "A81001"}}],
        active=True,
    )

    assert facts.name == "SMITH, Jane Ann (Mrs)"
    assert (facts.family, facts.given, facts.title, facts.preferred) == (
        "Smith",
        ("Jane", "Ann"),
        "Mrs",
        "Janey",
    )
    assert (facts.address, facts.postcode) == ("1 High St, Leeds, LS1 4AP", "LS1 4AP")
    assert (facts.practice, facts.practice_code) == ("The Surgery", "A81001")
    assert facts.phones == ("Phone 0113 496 0000",)
    assert (facts.gender, facts.born.text, facts.active) == ("female", "1950-01-31", True)
    assert (facts.nhs_number, facts.nhs_verified) == ("9990000018", True)
    assert facts.identifiers == ((NHS, "9990000018"),)


def test_a_temporary_address_says_so():
    assert patient(address=[{"use": "temp", "city": "Leeds"}]).address == "Leeds (temporary)"


def test_a_patient_that_says_nothing_is_still_a_patient():
    facts = patient_facts(resource({"resourceType": "Patient"}))

    assert facts.name == "Name not recorded"
    assert (facts.family, facts.born, facts.nhs_number, facts.deceased) == ("", None, "", None)
    assert not facts.stated_alive
    assert facts.reasons == ()


def test_a_birth_date_that_is_no_date_is_said_and_not_guessed():
    facts = patient(birthDate="31/01/1950")

    assert facts.born is None
    assert facts.reasons == ("The date of birth that was sent is not a date",)


def test_a_partial_birth_date_keeps_its_precision():
    assert patient(birthDate="1950-01").born.text == "1950-01"


NAMES_INSIDE = [
    "use",
    "system",
    "value",
    "family",
    "given",
    "url",
    "extension",
    "coding",
    "code",
    "period",
    "end",
    "valueCodeableConcept",
    "security",
    "other",
    "reference",
    "type",
    "id",
    "identifier",
    "line",
]
json = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=8),
        st.sampled_from(["old", "usual", "9990000018", NHS, "2019-02-30", "R", "replaced-by"]),
        st.just(Number("0.010")),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(NAMES_INSIDE),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
ELEMENTS = [
    *patient_content(),
    *("address", "telecom", "deceasedBoolean", "deceasedDateTime", "link", "meta", "contained", "extension"),
    *("generalPractitioner", "active"),
]


@given(st.dictionaries(st.sampled_from(ELEMENTS), json, max_size=6))
def test_no_wrong_type_anywhere_makes_reading_fail(changes):
    assert isinstance(
        patient_facts(resource({**patient_content(), **changes, "resourceType": "Patient"})), PatientFacts
    )
