from tests.entries.builders import coded, context, resource, worded
from viewer.entries.entry import Flag
from viewer.entries.lookup import Lookup
from viewer.entries.medicine_names import medicine


def name(targets=None, **content):
    return medicine(content, Lookup(resource(content), context(targets)))


def test_a_medicine_is_named_by_its_concept_in_every_version():
    for content in (
        {"medicationCodeableConcept": coded("1", "Aspirin 75mg tablets")},
        {"medication": {"concept": coded("1", "Aspirin 75mg tablets")}},
        {"medication": coded("1", "Aspirin 75mg tablets")},
    ):
        assert name(**content).title == "Aspirin 75mg tablets"
        assert name(**content).flags == frozenset()


def test_a_medicine_that_is_not_here_keeps_its_words_and_says_so():
    told = name(medicationReference={"reference": "Medication/1", "display": "Aspirin"})

    assert told.title == "Aspirin (not retrieved)"
    assert told.flags == {Flag.UNRESOLVED}
    assert told.aside == "the medicine's own record was not retrieved"
    assert (
        name(medication={"reference": {"reference": "Medication/1"}}).title == "Medication/1 (not retrieved)"
    )


def test_the_medicine_record_names_it_with_form_and_ingredients():
    record = {
        "code": coded("1", "Co-codamol"),
        "form": worded("Tablet"),
        "ingredient": [{"itemCodeableConcept": worded("Codeine")}, {}],
    }
    told = name(
        {"Medication/1": record},
        medicationReference={"reference": "Medication/1", "display": "CO-CODAMOL 30/500"},
    )

    assert told.title == "Co-codamol"
    assert told.aside == "referred to as CO-CODAMOL 30/500 · Tablet, Codeine"


def test_what_the_title_holds_is_not_said_twice():
    record = {
        "code": coded("1", "Codeine 30mg tablets"),
        "form": worded("tablet"),
        "ingredient": [{"item": {"concept": worded("Codeine")}}],
    }

    assert name({"Medication/1": record}, medicationReference={"reference": "Medication/1"}).aside == ""


def test_ingredients_or_the_display_name_a_medicine_without_a_code():
    reference = {"reference": "Medication/1", "display": "Own mixture"}

    assert (
        name(
            {"Medication/1": {"ingredient": [{"item": worded("Zinc")}]}}, medicationReference=reference
        ).title
        == "Zinc"
    )
    assert name({"Medication/1": {}}, medicationReference=reference).title == "Own mixture"
    assert (
        name({"Medication/1": {}}, medicationReference={"reference": "Medication/1"}).title
        == "Medicine, not named"
    )


def test_no_medicine_at_all_is_uncoded_and_says_so():
    assert (name().title, name().flags) == ("Medicine, not named", {Flag.UNCODED})
