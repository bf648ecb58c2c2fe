from tests.merge.builders import entry, medicine, problem
from tests.merge.test_conflicts import told
from viewer.entries.entry import Flag, Standing


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
