from tests.entries.builders import amount, coded, extension, read, worded
from viewer.entries.entry import Flag, Standing
from viewer.source.domain import Domain

ASTHMA = {"code": coded("195967001", "Asthma")}


def condition(**content):
    return read("Condition", **(ASTHMA | content))


def test_a_condition_says_since_when_how_severe_and_where():
    entry = condition(
        clinicalStatus=coded("active"),
        verificationStatus=coded("confirmed"),
        onsetDateTime="2019-03",
        recordedDate="2020",
        severity=worded("severe"),
        bodySite=[worded("chest")],
        stage=[{"summary": worded("II")}, {"type": worded("clinical")}],
        recorder={"display": "Dr Able"},
        extension=[extension("x/Extension-UKCore-ProblemSignificance", valueCode="major")],
    )

    assert (entry.title, entry.status, entry.standing) == ("Asthma", "active, confirmed", Standing.CURRENT)
    assert (entry.when.text, entry.when.kind, entry.category) == ("2019-03", "onset", "Problem list")
    assert entry.detail == "significance major · severity severe · at chest · stage II, clinical"
    assert entry.recorder == "Dr Able"


def test_stu3_asserted_and_dstu2_recorded_dates_say_what_they_are():
    assert condition(assertedDate="2019").when.kind == "asserted"
    assert condition(dateRecorded="2019").when.kind == "recorded"


def test_refuted_is_no_problem_and_doubt_is_said():
    refuted = condition(clinicalStatus="active", verificationStatus="refuted")
    doubtful = condition(clinicalStatus="active", verificationStatus="differential")

    assert (refuted.standing, Flag.REFUTED in refuted.flags) == (Standing.NONE, True)
    assert (doubtful.standing, Flag.UNCONFIRMED in doubtful.flags) == (Standing.CURRENT, True)
    assert doubtful.status == "active, differential"


def test_resolved_is_said_only_when_stated():
    assert condition().status == "status not stated"
    assert condition().standing is Standing.UNKNOWN
    assert condition(abatementDateTime="2020").standing is Standing.PAST
    assert condition(abatementDateTime="2020").status == "status not stated"
    assert condition(abatementBoolean=False).standing is Standing.UNKNOWN


def test_when_it_ended_is_said_as_date_or_in_words():
    assert "ended 2020" in condition(abatementDateTime="2020").detail
    assert "ended: at school" in condition(abatementString="at school").detail


def test_an_onset_age_is_no_date():
    entry = condition(onsetAge=amount("40", "years"))

    assert entry.when is None
    assert "onset 40 years" in entry.detail


def test_an_encounter_diagnosis_stands_under_diagnoses():
    assert condition(category=[coded("encounter-diagnosis")]).category == "Diagnoses"


def test_a_plan_filed_as_a_condition_is_among_the_plans():
    entry = condition(code=coded("1", "Not for resuscitation"), clinicalStatus="active")

    assert (entry.domain, entry.category, entry.standing) == (
        Domain.PLANS,
        "End of life care",
        Standing.CURRENT,
    )


def test_r5_participants_are_named():
    assert condition(participant=[{"actor": {"display": "Dr Able"}}]).recorder == "Dr Able"


def test_an_impression_is_called_by_its_summary():
    entry = read(
        "ClinicalImpression",
        status="completed",
        summary="Looks well",
        effectiveDateTime="2019",
        finding=[
            {"itemCodeableConcept": worded("Cough")},
            {"item": {"concept": worded("Fever")}},
            {"itemReference": {"display": "Asthma"}},
        ],
        assessor={"display": "Dr Able"},
    )

    assert (entry.title, entry.status, entry.recorder) == ("Looks well", "completed", "Dr Able")
    assert entry.detail == "found: Cough, Fever, Asthma"
    assert read("ClinicalImpression", code=worded("Review"), description="Well").detail == "Well"
