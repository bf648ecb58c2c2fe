"""One copy as R4: as it is, mapped without loss, or not at all and why."""

import pytest

from viewer.record.ips.to_r4 import as_r4

FLAG = {
    "resourceType": "Flag",
    "status": "active",
    "code": {"text": "a"},
    "subject": {"reference": "Patient/1"},
}


@pytest.mark.parametrize("claimed", ["4.0.1", "4.3.0", ""])
def test_what_is_r4_stays_as_it_was_sent(claimed):
    assert as_r4(FLAG, claimed) == (FLAG, "")


def test_an_element_without_anything_in_it_is_left_out():
    assert as_r4({**FLAG, "identifier": [], "language": ""}, "4.0.1") == (FLAG, "")


def test_a_mapped_copy_claims_no_profile_of_its_former_version_and_the_original_stays():
    meta = {"versionId": "2", "profile": ["x"]}
    sent = {**FLAG, "category": {"text": "b"}, "meta": dict(meta)}

    made, words = as_r4(sent, "3.0.2")

    assert made == {**FLAG, "category": [{"text": "b"}], "meta": {"versionId": "2"}}
    assert words == "mapped from STU3 without loss"
    assert sent["meta"] == meta
    assert as_r4({**FLAG, "meta": {"profile": ["x"]}}, "5.0.0")[0] == FLAG


def test_the_shape_wins_over_what_the_source_claims():
    made, words = as_r4({**FLAG, "category": {"text": "b"}}, "4.0.1")

    assert made is not None
    assert words == "mapped from STU3 without loss"


def test_what_contradicts_itself_or_is_too_old_is_not_guessed():
    both = {"resourceType": "Condition", "assertedDate": "2019", "participant": []}

    assert as_r4(both, "") == (None, "which version of FHIR it has cannot be told")
    odd = {**both, "participant": [{"actor": {}}]}
    assert as_r4(odd, "") == (None, "which version of FHIR it has cannot be told")


def test_a_codeable_reference_is_no_r4_at_any_depth_but_a_consents_actor_is():
    hidden = {**FLAG, "extension": [{"url": "u", "valueX": [{"concept": {"text": "a"}}]}]}

    assert "CodeableReference" in as_r4(hidden, "4.0.1")[1]
    consent = {
        "resourceType": "Consent",
        "status": "active",
        "scope": {"text": "a"},
        "category": [{"text": "a"}],
        "provision": {"actor": [{"role": {"text": "a"}, "reference": {"reference": "Patient/1"}}]},
    }
    assert as_r4(consent, "4.0.1")[0] == consent


def test_what_is_left_of_another_version_inside_is_said():
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "a"},
        "performer": [{"role": {"text": "lab"}, "actor": {"reference": "Organization/1"}}],
    }

    assert as_r4(report, "3.0.2") == (None, "STU3: something in performer has no equal in R4")
