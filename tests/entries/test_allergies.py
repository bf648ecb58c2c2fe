import pytest

from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.source.domain import Domain


def allergy(targets=None, /, **content):
    return read(
        "AllergyIntolerance", targets, **({"code": coded("91936005", "Allergy to penicillin")} | content)
    )


def test_a_row_says_agent_reactions_and_how_severe():
    entry = allergy(
        clinicalStatus=coded("active"),
        verificationStatus=coded("confirmed"),
        criticality="high",
        category=["medication"],
        type="allergy",
        onsetDateTime="1998",
        reaction=[
            {"manifestation": [worded("Rash"), worded("Wheeze")], "severity": "severe"},
            {
                "manifestation": [{"concept": worded("Hives")}],
                "description": "after lunch",
                "note": [{"text": "once"}],
            },
        ],
    )

    assert (entry.title, entry.status, entry.standing) == (
        "Allergy to penicillin",
        "active, confirmed",
        Standing.CURRENT,
    )
    assert (entry.when.text, entry.when.kind) == ("1998", "onset")
    assert entry.detail == (
        "Reactions: Rash + Wheeze (severe), Hives (after lunch; Note: once) · criticality high · medication · allergy"
    )


def test_stu3_codes_and_dates_read_alike():
    entry = allergy(clinicalStatus="active", verificationStatus="confirmed", assertedDate="2019-03-04")

    assert (entry.status, entry.when.kind) == ("active, confirmed", "asserted")


def test_dstu2_names_the_substance_and_r5_the_type_as_a_concept():
    entry = read(
        "AllergyIntolerance", substance=worded("Latex"), type=worded("Intolerance"), criticality="CRITH"
    )

    assert entry.title == "Latex"
    assert "criticality high" in entry.detail
    assert "Intolerance" in entry.detail


def test_unknown_reactions_are_written_as_not_known():
    assert allergy().detail == "Reactions: not known"
    assert allergy(reaction=[{}]).detail == "Reactions: not known"
    assert allergy(reaction=[{"description": "swelled up"}]).detail == "Reactions: swelled up"


def test_null_flavours_of_a_manifestation_are_put_in_words():
    null = coded("NI", system="http://hl7.org/fhir/v3-NullFlavor")

    assert allergy(reaction=[{"manifestation": [null]}]).detail == "Reactions: no information"
    assert allergy(reaction=[{"manifestation": [None, {}]}]).detail == "Reactions: not known"


def test_a_reaction_to_another_substance_is_said():
    entry = allergy(
        reaction=[
            {
                "substance": worded("Amoxicillin"),
                "exposureRoute": worded("oral"),
                "manifestation": [worded("Rash")],
            }
        ]
    )

    assert "Rash (to Amoxicillin; route oral)" in entry.detail


def test_resolved_and_inactive_are_past_and_unstated_is_unknown():
    assert allergy(clinicalStatus="resolved").standing is Standing.PAST
    assert allergy(clinicalStatus="inactive").standing is Standing.PAST
    assert allergy().standing is Standing.UNKNOWN
    assert allergy().status == "status not stated"


def test_refuted_is_no_allergy_now_or_then():
    entry = allergy(clinicalStatus="active", verificationStatus="refuted")

    assert Flag.REFUTED in entry.flags
    assert entry.standing is Standing.NONE
    assert "refuted" in entry.status


def test_unconfirmed_means_nothing_where_gp_connect_fixes_it():
    fixed = {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-AllergyIntolerance-1"]}

    assert Flag.UNCONFIRMED in allergy(verificationStatus="unconfirmed").flags
    assert Flag.UNCONFIRMED not in allergy(verificationStatus="unconfirmed", meta=fixed).flags


@pytest.mark.parametrize(
    ("code", "flag"), [("716186003", Flag.NO_KNOWN_ALLERGY), ("409137002", Flag.NO_KNOWN_ALLERGY_OF_A_KIND)]
)
def test_a_statement_of_none_known_is_marked_and_is_no_allergy(code, flag):
    entry = allergy(clinicalStatus="active", code=coded(code, "No known ..."))

    assert flag in entry.flags
    assert len(entry.flags & {Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND}) == 1
    assert entry.standing is Standing.NONE
    assert "Reactions" not in entry.detail


@pytest.mark.parametrize(
    ("content", "standing"),
    [
        ({"clinicalStatus": "resolved"}, Standing.PAST),
        ({"clinicalStatus": "inactive"}, Standing.PAST),
        ({"verificationStatus": "refuted"}, Standing.NONE),
        ({"verificationStatus": "entered-in-error"}, Standing.NONE),
    ],
)
def test_a_withdrawn_statement_of_none_known_states_nothing_and_is_no_allergy(content, standing):
    entry = allergy(code=coded("716186003", "No known allergy"), **content)

    assert Flag.NO_KNOWN_ALLERGY not in entry.flags
    assert entry.standing is standing


def test_a_doubtful_statement_of_none_known_is_marked_twice():
    entry = allergy(code=coded("716186003", "No known allergy"), implicitRules="x")

    assert {Flag.NO_KNOWN_ALLERGY, Flag.NOT_UNDERSTOOD} <= entry.flags


def test_no_information_is_neither_an_allergy_nor_none_known():
    entry = allergy(
        code=coded(
            "no-allergy-info", "No information", "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
        )
    )

    assert (entry.standing, entry.domain) == (Standing.NONE, Domain.OTHER)
    assert Flag.NO_KNOWN_ALLERGY not in entry.flags


def test_words_without_a_code_are_no_coded_statement():
    entry = allergy(clinicalStatus="active", code=worded("No known allergies"))

    assert Flag.UNCODED in entry.flags
    assert Flag.NO_KNOWN_ALLERGY not in entry.flags


def test_a_degraded_allergy_shows_its_text_and_warns():
    entry = allergy(code=coded("196461000000101", "Transfer-degraded drug allergy", text="Penicillin V"))

    assert entry.title == "Penicillin V"
    assert Flag.DEGRADED in entry.flags


def test_an_onset_in_words_and_the_last_occurrence_are_in_the_detail():
    entry = allergy(onsetString="as a child", lastOccurrence="2015")

    assert "onset as a child" in entry.detail
    assert "last occurrence 2015" in entry.detail
    assert entry.when.kind == "last occurrence"


def test_who_recorded_it_is_said_and_waited_for():
    entry = allergy(asserter={"reference": "Patient/1"})

    assert entry.recorder == "Patient/1 (not retrieved)"
    assert entry.waiting_for == ("Patient/1",)
    assert Flag.UNRESOLVED not in entry.flags


def test_a_reaction_that_r5_sends_as_a_record_of_its_own_is_never_not_known():
    shown = {"reference": {"reference": "Observation/1", "display": "Anaphylaxis 2019"}}
    bare = {"reference": {"reference": "Observation/2"}}
    here = {"Observation/2": {"resourceType": "Observation", "code": worded("Bronchospasm")}}
    reactions = [{"manifestation": [shown, bare]}]

    assert allergy(reaction=reactions).detail == (
        "Reactions: Anaphylaxis 2019 + Observation/2 (not retrieved)"
    )
    told = read("AllergyIntolerance", here, code=coded("1", "Egg"), reaction=reactions)
    assert told.detail == "Reactions: Anaphylaxis 2019 + Bronchospasm"


def test_codes_of_an_allergy_are_in_words_and_unknown_ones_are_called_unrecognised():
    entry = read("AllergyIntolerance", criticality="unable-to-assess", category=["food", "plant"], type="fad")

    assert "criticality unable to assess" in entry.detail
    assert "food, unrecognised code 'plant'" in entry.detail
    assert "unrecognised code 'fad'" in entry.detail
    assert (
        "intolerance"
        in read("AllergyIntolerance", type=coded("intolerance", "Intolerance")).detail.casefold()
    )
