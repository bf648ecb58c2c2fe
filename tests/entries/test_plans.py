import pytest

from tests.entries.builders import amount, coded, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.source.domain import Domain


def test_a_care_plan_says_every_activity_and_every_do_not():
    entry = read(
        "CarePlan",
        status="active",
        intent="plan",
        title="Diabetes plan",
        description="Shared with patient",
        category=[coded("assess-plan"), worded("Diabetes")],
        period={"start": "2019"},
        addresses=[{"display": "Diabetes"}],
        activity=[
            {"detail": {"code": worded("Diet"), "status": "in-progress"}},
            {"detail": {"description": "Smoking", "prohibited": True}},
            {"reference": {"display": "Referral"}},
            {"plannedActivityReference": {"display": "Review"}},
            {"performedActivity": [{"concept": worded("Education")}]},
            {},
        ],
        goal=[{}],
        author={"display": "Nurse Able"},
    )

    assert (entry.title, entry.status, entry.standing) == ("Diabetes plan", "active", Standing.CURRENT)
    assert entry.detail == (
        "Diabetes · Shared with patient · addresses Diabetes · activities: Diet (in progress), DO NOT: Smoking, Referral, Review, "
        "Education, activity not named · 1 goal"
    )
    assert entry.recorder == "Nurse Able"


def test_a_proposed_plan_is_not_in_force():
    entry = read("CarePlan", status="active", intent="proposal")

    assert (entry.standing, Flag.PLANNED in entry.flags) == (Standing.PLANNED, True)
    assert read("CarePlan", status="completed", intent="proposal").standing is Standing.PAST


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"category": [worded("Asthma plan")]}, "Asthma plan"),
        ({"description": "Weight loss"}, "Weight loss"),
        ({}, "Care plan, not named"),
    ],
)
def test_a_plan_without_a_title_is_called_by_category_or_description(content, title):
    assert read("CarePlan", **content).title == title


def test_an_end_of_life_plan_stands_under_its_own_heading():
    assert read("CarePlan", title="End of life care plan").category == "End of life care"


def test_a_goal_says_target_and_achievement():
    entry = read(
        "Goal",
        lifecycleStatus="active",
        achievementStatus=worded("improving"),
        description=worded("Walk daily"),
        priority=worded("high"),
        startDate="2019",
        target=[
            {"measure": worded("Steps"), "detailQuantity": amount("5000", "steps"), "dueDate": "2020"},
            {},
        ],
        addresses=[{"display": "Obesity"}],
        source={"display": "Jane"},
    )

    assert (entry.title, entry.status, entry.standing, entry.when.kind) == (
        "Walk daily",
        "active",
        Standing.CURRENT,
        "start",
    )
    assert (
        entry.detail
        == "target Steps 5000 steps by 2020 · achievement improving · priority high · addresses Obesity"
    )


def test_the_stu3_goal_status_reads():
    assert read("Goal", status="on-target").standing is Standing.CURRENT


def test_a_flag_is_a_warning_that_stands_while_active():
    entry = read(
        "Flag",
        status="active",
        code=worded("Falls risk"),
        category=[worded("Safety")],
        period={"start": "2019"},
    )

    assert (entry.title, entry.category, entry.standing) == ("Falls risk", "Safety alerts", Standing.CURRENT)
    assert entry.detail == "Warning: Safety"
    assert read("Flag", status="inactive").standing is Standing.PAST


def test_a_flag_that_states_an_allergy_is_among_the_allergies():
    entry = read("Flag", status="active", code=worded("Penicillin allergy"))
    none = read("Flag", status="active", code=coded("716186003", "No known allergy"))

    assert (entry.domain, entry.standing) == (Domain.ALLERGIES, Standing.CURRENT)
    assert (none.domain, none.standing) == (Domain.ALLERGIES, Standing.NONE)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"decision": "deny"}, "Decision: DENY"),
        (
            {"decision": "permit", "provision": [{}]},
            "Decision: permit · with exceptions: open for all details",
        ),
        ({"provision": {"type": "deny"}}, "Decision: DENY"),
        (
            {"provision": {"type": "permit", "provision": [{}]}},
            "Decision: permit · with exceptions: open for all details",
        ),
        ({"except": [{"type": "deny"}]}, "Decision: DENY"),
        ({"policyRule": worded("opt-in")}, "policy opt-in"),
        ({}, ""),
    ],
)
def test_a_consent_says_what_was_decided_in_every_version(content, words):
    assert read("Consent", status="active", scope=worded("Treatment"), **content).detail == words


def test_a_consent_is_called_by_what_it_is_about_and_a_draft_is_no_consent_yet():
    assert (
        read("Consent", scope=worded("Treatment"), category=[worded("CPR")]).title
        == "Consent: Treatment, CPR"
    )
    assert read("Consent").title == "Consent, kind not stated"
    assert Flag.PLANNED in read("Consent", status="draft").flags


@pytest.mark.parametrize(
    ("intent", "words"),
    [("proposal", "Intent: proposal"), ("wish", "Intent: unrecognised code 'wish'"), ("order", "")],
)
def test_an_intent_that_is_no_plan_in_force_is_said(intent, words):
    assert read("CarePlan", status="active", intent=intent).detail == words


def test_an_activity_says_when_by_whom_and_how_it_went():
    entry = read(
        "CarePlan",
        status="active",
        intent="plan",
        goal=[{"display": "Walk"}, {"display": "Sleep"}],
        activity=[
            {
                "detail": {
                    "code": worded("Physio"),
                    "status": "on-hold",
                    "statusReason": worded("Fracture"),
                    "scheduledTiming": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk"}},
                    "performer": [{"display": "Ann Able"}],
                    "location": {"display": "Gym"},
                },
                "outcomeCodeableConcept": [worded("Better")],
                "progress": [{"text": "Two done"}],
            },
            {"detail": {"description": "Diet", "status": "eaten", "statusReason": "none"}},
        ],
    )

    assert entry.detail == (
        "activities: Physio (on hold; Fracture; once every week; by Ann Able; at Gym; outcome Better; Note: Two done),"
        " Diet (unrecognised code 'eaten'; none) · goals: Walk, Sleep"
    )


def test_goals_that_are_not_all_named_are_counted():
    assert read("CarePlan", goal=[{"display": "Walk"}, {"reference": "Goal/1"}]).detail == "2 goals"


def test_a_goal_says_outcome_and_why_its_status_changed():
    entry = read(
        "Goal",
        lifecycleStatus="cancelled",
        description=worded("Walk"),
        category=[worded("Physiotherapy")],
        outcomeCode=[worded("Walked twice")],
        startCodeableConcept=worded("Admission"),
        statusReason="Moved away",
    )

    assert (
        entry.detail == "outcome Walked twice · category Physiotherapy · start Admission · because Moved away"
    )


def test_a_decision_that_no_version_has_is_called_unrecognised():
    assert "Decision: DENY" in read("Consent", decision="deny").detail
    assert "Decision: unrecognised code 'perhaps'" in read("Consent", provision={"type": "perhaps"}).detail
