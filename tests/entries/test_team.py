from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Standing


def test_a_team_names_its_members_and_their_roles():
    entry = read(
        "CareTeam",
        status="active",
        name="District nurses",
        participant=[
            {"member": {"display": "Nurse Able"}, "role": [worded("nurse")]},
            {"member": {"display": "Dr Baker"}},
            {"role": worded("social worker")},
        ],
        managingOrganization=[{"display": "Trust"}],
    )

    assert (entry.title, entry.standing, entry.recorder) == (
        "Care team: District nurses",
        Standing.CURRENT,
        "Trust",
    )
    assert entry.detail == "members: Nurse Able (nurse), Dr Baker, social worker"
    assert read("CareTeam", name="Diabetes care team").title == "Diabetes care team"
    assert read("CareTeam").title == "Care team"


def test_a_detected_issue_says_what_the_source_warned_of():
    entry = read(
        "DetectedIssue",
        status="final",
        category=coded("DRG", "Drug interaction"),
        severity="high",
        detail="Bleeding",
        implicated=[{"display": "Warfarin"}],
        mitigation=[{"action": worded("stopped")}],
        identifiedDateTime="2019",
    )

    assert (entry.title, entry.category, entry.standing) == (
        "Drug interaction",
        "Safety alerts",
        Standing.NONE,
    )
    assert entry.detail == "severity high · Bleeding · about Warfarin · mitigated: stopped"
    assert read("DetectedIssue", code=worded("x")).title == "x"


def test_a_risk_is_the_sources_own_prediction_as_sent():
    prediction = {"outcome": worded("Fall"), "probabilityDecimal": "0.20", "qualitativeRisk": worded("high")}
    entry = read(
        "RiskAssessment",
        status="final",
        prediction=[prediction],
        method=worded("FRAX"),
        mitigation="Rails",
        condition={"display": "Frailty"},
    )

    assert entry.title == "Risk assessment: Fall probability as sent 0.20 high"
    assert "method FRAX · for Frailty · Rails" in entry.detail
    assert (
        read("RiskAssessment", code=worded("Falls"), prediction=[prediction]).title
        == "Risk assessment: Falls"
    )
    assert read("RiskAssessment").title == "Risk assessment: not named"
