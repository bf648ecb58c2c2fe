from dataclasses import replace

from tests.merge.builders import entry, medicine, problem
from tests.merge.test_conflicts import told
from viewer.entries.entry import Flag, Standing
from viewer.fhir.concept import Coding


def test_a_medicine_current_here_and_stopped_there_names_both():
    stopped = medicine("trust", standing=Standing.PAST, status="Stopped", when="2020-01-02")

    assert told(medicine("gp", status="Active"), stopped) == [
        (
            2,
            (
                "Ramipril 5mg capsules: sources disagree. GP practice: Active (04-Mar-2019). "
                "But Acute trust: Stopped (02-Jan-2020)"
            ),
        )
    ]


def test_a_source_that_holds_it_current_is_not_contradicted_by_its_own_past_issues():
    assert told(medicine("gp"), medicine("gp", "2", standing=Standing.PAST)) == []
    assert told(medicine("gp"), medicine("gp", "2", standing=Standing.PAST), medicine("trust")) == []


def test_a_standing_that_is_not_stated_contradicts_nothing():
    assert told(medicine("gp"), medicine("trust", standing=Standing.UNKNOWN)) == []


def test_another_dose_at_another_source_is_told_unless_one_dose_is_common():
    one, other = medicine("gp", detail="5 mg once a day"), medicine("trust", detail="10 mg once a day")

    ((tier, what),) = told(one, other)

    assert tier == 2
    assert "different doses" in what
    assert "GP practice: 5 mg once a day (04-Mar-2019)" in what
    assert told(one, other, medicine("trust", "2", detail="5 MG once a day")) == []
    assert told(one, medicine("trust")) == []


def test_many_issues_are_one_line_with_the_newest_date():
    issues = [medicine("gp", str(n), detail="5 mg", when=f"2020-01-{n:02}") for n in range(1, 9)]
    ((_, what),) = told(*issues, medicine("trust", detail="10 mg", when=None))

    assert "GP practice: 5 mg (08-Jan-2020, and 7 more)" in what
    assert "Acute trust: 10 mg (date not recorded)" in what


def test_only_courses_with_a_code_are_compared():
    given = entry("trust", "MedicationAdministration/1", code="318857005", standing=Standing.PAST)

    assert told(medicine("gp"), given) == []
    assert told(medicine("gp", code=""), medicine("trust", code="", standing=Standing.PAST)) == []
    assert told(medicine("gp"), medicine("trust", standing=Standing.PAST, flags=[Flag.NOT_DONE])) == []


def test_two_products_of_one_drug_are_compared_by_its_name_and_both_are_named():
    five = medicine("gp", title="Apixaban 5mg tablets", code="1", detail="DOSE One tablet twice a day")
    half = medicine("trust", title="Apixaban 2.5mg tablets", code="2", detail="DOSE One tablet twice a day")

    assert told(five, half) == [
        (
            2,
            (
                "Apixaban: sources state different doses or directions. "
                "Acute trust: Apixaban 2.5mg tablets, DOSE One tablet twice a day (04-Mar-2019); "
                "GP practice: Apixaban 5mg tablets, DOSE One tablet twice a day (04-Mar-2019)"
            ),
        )
    ]
    assert told(replace(five, codings=()), half) == told(five, half) == told(half, five)
    assert told(five, replace(half, title="Apixaban", codings=())) == []
    assert told(five, replace(half, title="APIXABAN 5 mg tablet")) == []


def test_by_name_alone_only_a_stop_contradicts():
    cream = medicine("gp", title="Hydrocortisone 1% cream", code="1", status="active")
    course = medicine(
        "trust", title="Hydrocortisone 100mg vials", code="2", standing=Standing.PAST, status="completed"
    )

    assert told(cream, course) == []
    ((_, what),) = told(cream, replace(course, status="stopped (Bleeding)"))
    assert what == (
        "Hydrocortisone: sources disagree. GP practice: Hydrocortisone 1% cream, active (04-Mar-2019). "
        "But Acute trust: Hydrocortisone 100mg vials, stopped (Bleeding) (04-Mar-2019)"
    )


def test_a_code_of_dm_d_is_one_of_snomed_ct():
    here = medicine("gp", title="Glucophage", detail="DOSE 1 g")
    there = medicine("trust", title="Metformin", detail="DOSE 500 mg", code="")
    there = replace(there, codings=(Coding(system="https://dmd.nhs.uk", code="318857005"),))

    ((_, what),) = told(here, there)
    assert "Acute trust: Metformin, DOSE 500 mg" in what


def test_what_names_no_drug_is_compared_with_nothing():
    for title in ("Medicine, not named", "Medication/7 (not retrieved)"):
        one, other = (medicine(s, title=title, code="", detail=f"DOSE {s}") for s in ("gp", "trust"))
        assert told(one, other) == []
    unresolved = {"code": "", "flags": [Flag.UNRESOLVED]}
    assert told(medicine("gp", detail="DOSE a"), medicine("trust", detail="DOSE b", **unresolved)) == []


def test_a_problem_active_here_and_resolved_there_names_both():
    assert told(problem("gp"), problem("trust", standing=Standing.PAST)) == [
        (
            2,
            (
                "Asthma: sources disagree. GP practice: current (04-Mar-2019). "
                "But Acute trust: no longer current (04-Mar-2019)"
            ),
        )
    ]
    assert told(problem("gp"), problem("trust")) == []


def test_only_what_is_labelled_as_dose_is_compared():
    one = medicine("gp", detail="Statement \u2014 DOSE 5 mg once a day \u2014 issued 7")
    same = medicine("trust", detail="Order \u2014 DOSE 5 mg once a day")
    other = medicine("trust", detail="Order \u2014 DOSE 10 mg once a day")

    assert told(one, same) == []
    ((_, what),) = told(one, other)
    assert "GP practice: DOSE 5 mg once a day (04-Mar-2019)" in what


def test_a_dose_that_differs_only_in_punctuation_is_no_other_dose():
    one, other = "DOSE one capsule, once a day.", "dose ONE capsule once a day"

    assert told(medicine("gp", detail=one), medicine("trust", detail=other.replace("dose", "DOSE"))) == []
    assert told(medicine("gp", detail="DOSE 1.5 mL"), medicine("trust", detail="DOSE 15 mL"))


def test_under_one_code_another_problem_that_ended_is_never_said_of_this_one():
    stage = {"code": "433144002", "title": "CKD stage 3a"}
    other = problem("trust", standing=Standing.PAST, **{**stage, "title": "CKD stage 3b"})
    same = problem("mh", standing=Standing.PAST, **stage)

    (sure, may) = [what for _, what in told(problem("gp", **stage), other, same)]

    assert sure == (
        "CKD stage 3a: sources disagree. GP practice: current (04-Mar-2019). "
        "But Community trust: no longer current (04-Mar-2019)"
    )
    assert may == (
        "Problems: sources may disagree (one code, different words). "
        "GP practice: CKD stage 3a, current (04-Mar-2019). "
        "But Acute trust: CKD stage 3b, no longer current (04-Mar-2019)"
    )


def test_two_drugs_of_one_code_are_both_named():
    ended = medicine("trust", title="Tritace 5mg capsules", standing=Standing.PAST)

    ((_, what),) = told(medicine("gp"), ended)

    assert what.startswith("Ramipril / Tritace: sources may disagree (one code, different words). ")


def test_medicines_that_lost_their_code_are_compared_by_words_alone():
    lost = {"code": "196421000000109", "flags": [Flag.DEGRADED]}
    here, ended = medicine("gp", **lost), {"standing": Standing.PAST, **lost}

    assert told(here, medicine("trust", title="Metformin 500mg tablets", **ended)) == []
    assert len(told(here, medicine("trust", **ended))) == 1


def test_a_medicine_taken_here_and_on_hold_there_is_told_and_agreement_is_not():
    taken = medicine("gp", status="active")
    held = medicine("trust", status="on hold (kidney injury)")

    ((tier, what),) = told(taken, held)

    assert tier == 2
    assert "GP practice: active" in what
    assert "Acute trust: on hold (kidney injury)" in what
    assert told(medicine("gp", status="on hold"), held) == []
