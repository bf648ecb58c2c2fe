import pytest

from viewer.entries.entry import Flag, Standing
from viewer.entries.register import READERS
from viewer.entries.statuses import VOCABULARY, coded_state, codes_of, state_of
from viewer.present.code_sets import BOUND


def test_a_status_that_was_not_sent_is_never_read_as_active():
    state = state_of({}, "status", "Observation")

    assert (state.words, state.standing) == ("status not stated", Standing.UNKNOWN)
    assert state_of({"status": ""}, "status", "Observation") == state


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("active", "active"),
        ({"coding": [{"system": "x", "code": "odd"}, {"code": "active"}]}, "active"),
        ({"text": "aktiv"}, "unrecognised status 'aktiv'"),
        ({"coding": [{"code": "odd"}]}, "unrecognised status 'odd'"),
        (7, "unrecognised status '7'"),
        (["active"], "active"),
        ([], "status sent in a form that cannot be read"),
        ({}, "status sent in a form that cannot be read"),
    ],
)
def test_a_status_of_any_version_and_form_reads(value, words):
    assert state_of({"clinicalStatus": value}, "clinicalStatus", "allergy").words == words


def test_an_unknown_code_of_a_required_binding_is_shown_raw_and_stands_for_unknown():
    state = coded_state("ACTIVE", "Condition" if "Condition" in VOCABULARY else "problem")

    assert state.words == "unrecognised status 'ACTIVE'"
    assert state.flags == {Flag.UNKNOWN_STATUS}
    assert state.standing is Standing.UNKNOWN


def test_entered_in_error_is_known_wherever_a_binding_has_it():
    for name, codes in VOCABULARY.items():
        if "entered-in-error" in codes:
            assert coded_state("entered-in-error", name).flags == {Flag.IN_ERROR}


@pytest.mark.parametrize(
    ("code", "standing"),
    [
        ("on-hold", Standing.CURRENT),
        ("completed", Standing.PAST),
        ("draft", Standing.PLANNED),
        ("unknown", Standing.UNKNOWN),
        ("entered-in-error", Standing.UNKNOWN),
    ],
)
def test_a_code_says_whether_the_fact_holds_now(code, standing):
    assert coded_state(code, "MedicationRequest").standing is standing


def test_codes_of_nothing_are_none():
    assert codes_of(None) == []
    assert codes_of({"coding": [{"display": "x"}], "text": "y"}) == ["y"]


@pytest.mark.parametrize("kind", sorted(READERS))
def test_every_status_that_a_version_of_fhir_has_is_known_for_the_type_that_has_it(kind):
    names = ("status", "lifecycleStatus", "participantStatus")
    bound = frozenset().union(*(BOUND.get(f"{kind}.{name}", ()) for name in names))

    assert bound <= VOCABULARY.get(kind, VOCABULARY["request"])
