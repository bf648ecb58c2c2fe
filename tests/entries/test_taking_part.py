"""Taking part in research; what was eaten and drunk."""

import pytest

from tests.entries.builders import amount, read, worded
from viewer.entries.entry import Flag, Standing


@pytest.mark.parametrize(
    ("status", "words", "standing"),
    [
        ("on-study", "on study", Standing.CURRENT),
        ("active", "active", Standing.UNKNOWN),
        ("withdrawn", "withdrawn", Standing.PAST),
        ("candidate", "candidate", Standing.PLANNED),
        ("odd", "unrecognised status 'odd'", Standing.UNKNOWN),
    ],
)
def test_a_study_is_current_only_where_the_person_is_said_to_be_in_it(status, words, standing):
    entry = read("ResearchSubject", status=status, study={"display": "RECOVERY"})

    assert (entry.title, entry.status, entry.standing) == ("Research study: RECOVERY", words, standing)


def test_a_study_says_arm_and_stages():
    entry = read(
        "ResearchSubject",
        status="on-study",
        period={"start": "2021-03-04"},
        assignedArm="Usual care",
        actualComparisonGroup="Treated",
        progress=[
            {"subjectState": worded("Screened"), "startDate": "2021-03-04", "endDate": "2021-03-05"},
            {"milestone": worded("Consent")},
            {},
        ],
    )

    assert entry.title == "Research study, not named"
    assert (
        entry.detail == "assigned to Usual care · in Treated · Screened 04-Mar-2021 to 05-Mar-2021, Consent"
    )
    assert (entry.category, entry.when.kind) == ("Services and care", "period")


def test_the_older_versions_name_the_person_as_individual():
    assert (
        Flag.NO_SUBJECT
        not in read("ResearchSubject", individual={"reference": "Patient/1"}, subject=None).flags
    )


def test_what_was_eaten_says_how_much_and_what_was_left():
    entry = read(
        "NutritionIntake",
        status="completed",
        code=worded("Lunch"),
        occurrenceDateTime="2024-03-04",
        consumedItem=[
            {
                "type": worded("food"),
                "nutritionProduct": {"concept": worded("Soup")},
                "amount": amount("200", "mL"),
            },
            {
                "type": worded("Feed"),
                "rateQuantity": amount("60", "mL/h"),
                "notConsumed": True,
                "notConsumedReason": worded("Nausea"),
            },
            {},
        ],
        ingredientLabel=[{"nutrient": {"concept": worded("Protein")}, "amount": amount("8", "g")}],
        reason=[{"concept": worded("Weight loss")}],
        reportedBoolean=True,
        reportedReference={"display": "Mother"},
        performer=[{"actor": {"display": "Nurse Able"}}],
    )

    assert (
        entry.title == "Eaten or drunk: Soup 200 mL, Feed at 60 mL/h NOT consumed because Nausea, not named"
    )
    assert entry.detail == (
        "Lunch · for Weight loss · nutrients: Protein 8 g · reported by Mother · reported, not seen"
    )
    assert (entry.category, entry.recorder, entry.when.kind) == ("Observations", "Nurse Able", "occurrence")


def test_what_was_not_eaten_is_not_done():
    entry = read("NutritionIntake", status="not-done")

    assert Flag.NOT_DONE in entry.flags
    assert entry.title == "Eaten or drunk, not named"
