import pytest

from viewer.entries.doubts import doubts_of, modifiers
from viewer.entries.entry import Flag

CONFIDENTIAL = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def test_a_plain_resource_has_no_doubts():
    doubts = doubts_of({"status": "final", "doNotPerform": False, "meta": {"security": [{"code": "N"}]}})

    assert doubts.flags == frozenset()
    assert doubts.words == ""


def test_a_modifier_extension_at_any_depth_is_named():
    deep = {
        "component": [[{"modifierExtension": [{"url": "http://x/y/negated"}, {}, None]}]],
        "contained": [{"a": 1}],
    }

    assert modifiers(deep) == "negated, not named"
    assert doubts_of(deep).flags == {Flag.NOT_UNDERSTOOD}
    assert modifiers({"modifierExtension": []}) is None
    assert modifiers({"modifierExtension": [None]}) == "not named"


def test_implicit_rules_are_not_understood():
    assert doubts_of({"implicitRules": "http://x"}).words.startswith("sent under rules of its own")


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("doNotPerform", Flag.DO_NOT),
        ("notDone", Flag.NOT_DONE),
        ("notGiven", Flag.NOT_DONE),
        ("prohibited", Flag.DO_NOT),
    ],
)
def test_negations_of_every_version_are_heard(name, flag):
    assert doubts_of({name: True}).flags == {flag}


def test_a_negation_that_cannot_be_read_is_not_understood():
    doubts = doubts_of({"doNotPerform": "true"})

    assert doubts.flags == {Flag.NOT_UNDERSTOOD}
    assert "may mean the opposite" in doubts.words


@pytest.mark.parametrize(
    ("content", "flags"),
    [
        ({"meta": {"security": [{"system": CONFIDENTIAL, "code": "R"}]}}, {Flag.RESTRICTED}),
        ({"meta": {"security": [{"system": CONFIDENTIAL, "code": "V"}]}}, {Flag.RESTRICTED}),
        ({"meta": {"security": {"code": "R"}}}, {Flag.RESTRICTED}),
        ({"meta": {"security": [{"system": "urn:other", "code": "R"}]}}, set()),
        ({"meta": {"security": [{"code": "NOPAT"}]}}, {Flag.NOT_FOR_PATIENT}),
        ({"securityLabel": [{"coding": [{"code": "NOPAT"}]}]}, {Flag.NOT_FOR_PATIENT}),
        ({"confidentiality": "V"}, {Flag.RESTRICTED}),
    ],
)
def test_security_labels_are_marks(content, flags):
    assert doubts_of(content).flags == flags


def test_a_subset_says_that_it_is_one():
    assert (
        doubts_of({"meta": {"tag": [{"code": "SUBSETTED"}]}}).words == "only a part of this record was sent"
    )


def test_any_status_may_say_entered_in_error():
    assert doubts_of({"verificationStatus": {"coding": [{"code": "entered-in-error"}]}}).flags == {
        Flag.IN_ERROR
    }
