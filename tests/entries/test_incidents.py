"""Adverse events and answers of decision support."""

import pytest

from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.source.domain import Domain


def test_an_adverse_event_of_r4_says_what_happened_how_bad_and_what_is_suspected():
    entry = read(
        "AdverseEvent",
        actuality="actual",
        category=[worded("Medication mishap")],
        event=coded("304386008", "Drug reaction"),
        description="Rash on the arms",
        date="2019-03-04",
        detected="2019-03-05",
        seriousness=worded("Non-serious"),
        severity=worded("Mild"),
        outcome=worded("Resolved"),
        resultingCondition=[{"display": "Rash"}],
        suspectEntity=[
            {"instance": {"display": "Amoxicillin"}, "causality": [{"assessment": worded("Probable")}]},
            {"instanceCodeableConcept": worded("Latex")},
            {},
        ],
        location={"display": "Ward 3"},
        recorder={"display": "Nurse Able"},
    )

    assert (entry.title, entry.category, entry.when.kind) == ("Drug reaction", "Adverse events", "dated")
    assert entry.detail == (
        "seriousness Non-serious · severity Mild · outcome Resolved · suspected: Amoxicillin (Probable), Latex"
        " · led to Rash · Medication mishap · Rash on the arms · detected 05-Mar-2019 · at Ward 3"
    )
    assert (entry.status, entry.standing, entry.recorder) == ("", Standing.NONE, "Nurse Able")


def test_what_only_might_have_happened_says_so_first():
    assert read("AdverseEvent", actuality="potential").detail.startswith("POTENTIAL: might have happened")
    assert read("AdverseEvent", category="PAE").detail.startswith("POTENTIAL: might have happened")
    assert read("AdverseEvent", actuality="maybe").detail.startswith("unrecognised code 'maybe'")


def test_stu3_and_r5_are_read():
    old = read("AdverseEvent", type=worded("Fall"), reaction=[{"display": "Bruise"}], category="AE")
    new = read(
        "AdverseEvent",
        status="completed",
        code=worded("Overdose"),
        occurrenceDateTime="2024",
        mitigatingAction=[
            {"itemCodeableConcept": worded("Naloxone")},
            {"itemReference": {"display": "Fluids"}},
        ],
        suspectEntity=[{"causality": [{"entityRelatedness": worded("Certain")}]}],
    )

    assert (old.title, old.detail) == ("Fall", "led to Bruise")
    assert (new.title, new.status, new.when.kind) == ("Overdose", "completed", "occurrence")
    assert new.detail == "suspected: not named (Certain) · mitigated: Naloxone, Fluids"
    assert Flag.UNKNOWN_STATUS in read("AdverseEvent", status="odd").flags


def test_an_event_without_a_name_is_called_by_its_description():
    assert read("AdverseEvent", description="Fell\nfrom bed").title == "Fell from bed"
    assert read("AdverseEvent").title == "Adverse event, not named"


def test_an_allergy_filed_as_an_event_is_among_the_allergies():
    entry = read("AdverseEvent", code=worded("Anaphylaxis to penicillin"))

    assert (entry.domain, entry.category) == (Domain.ALLERGIES, "Allergies and adverse reactions")
    assert entry.standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"moduleUri": "http://x/Module/chest-pain|1"}, "Decision support: chest-pain"),
        ({"moduleCanonical": "http://x/triage"}, "Decision support: triage"),
        ({"moduleCodeableConcept": worded("Sepsis")}, "Decision support: Sepsis"),
        ({"module": {"display": "NEWS"}}, "Decision support: NEWS"),
        ({}, "Decision support"),
    ],
)
def test_an_answer_of_decision_support_is_called_by_what_was_asked(content, title):
    assert read("GuidanceResponse", **content).title == title


def test_an_answer_says_whether_it_is_one_and_what_is_missing():
    entry = read(
        "GuidanceResponse",
        status="data-required",
        occurrenceDateTime="2019",
        reasonCode=[worded("Pain")],
        result={"display": "Plan"},
        evaluationMessage=[{}],
        dataRequirement=[{}, {}],
        performer={"display": "111"},
    )

    assert (entry.category, entry.status, entry.recorder) == ("Assessments", "data required", "111")
    assert entry.detail == "for Pain · result Plan · 1 message · 2 further questions"
