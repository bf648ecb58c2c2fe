from tests.entries.builders import amount, coded, extension, read, worded
from viewer.entries.entry import Flag, Standing


def vaccination(**content):
    return read(
        "Immunization", **({"status": "completed", "vaccineCode": coded("1", "MMR vaccine")} | content)
    )


def test_a_vaccination_says_dose_site_batch_and_against_what():
    entry = vaccination(
        occurrenceDateTime="2019-03-04",
        doseQuantity=amount("0.5", "ml"),
        site=worded("left arm"),
        route=worded("intramuscular"),
        lotNumber="A1",
        expirationDate="2020-02",
        manufacturer={"display": "Able"},
        protocolApplied=[
            {"doseNumberPositiveInt": 1, "seriesDosesPositiveInt": 2, "targetDisease": [worded("measles")]}
        ],
        reaction=[{}],
        performer=[{"actor": {"display": "Nurse"}}],
    )

    assert (entry.title, entry.status, entry.when.kind) == ("MMR vaccine", "completed", "occurrence")
    assert entry.detail == (
        "dose 0.5 ml · dose 1 of 2 against measles · at left arm · route intramuscular · batch A1 · expires Feb-2020"
        " · made by Able · reactions: 1 recorded"
    )
    assert entry.recorder == "Nurse"


def test_not_given_means_that_day_and_not_never():
    for content in (
        {"status": "not-done", "statusReason": worded("unwell")},
        {"notGiven": True, "explanation": {"reasonNotGiven": [worded("unwell")]}},
        {"wasNotGiven": True, "explanation": {"reasonNotGiven": [worded("unwell")]}},
    ):
        entry = vaccination(**content)

        assert entry.status == "not given"
        assert entry.detail == "Not given on this occasion · because unwell"
        assert Flag.NOT_DONE in entry.flags


def test_a_subpotent_dose_and_a_report_by_others_are_said():
    entry = vaccination(isSubpotent=True, primarySource=False, occurrenceString="as a baby")

    assert (
        entry.detail
        == "given as a baby · Subpotent dose: may not protect · reported, not from the giver's own record"
    )
    assert entry.when is None


def test_the_vaccination_procedure_names_it_where_the_vaccine_is_not_coded():
    given = [
        extension(
            "x/Extension-UKCore-VaccinationProcedure",
            valueCodeableConcept=coded("2", "First MMR vaccination"),
        )
    ]
    unknown = coded("UNK", "unknown", "http://hl7.org/fhir/v3/NullFlavor")

    assert vaccination(vaccineCode=unknown, extension=given).title == "First MMR vaccination"
    assert vaccination(vaccineCode=unknown, extension=given).detail == "unknown"
    assert vaccination(vaccineCode=None, extension=given).detail == ""
    assert vaccination(extension=given).title == "MMR vaccine"
    assert vaccination(extension=given).detail == "First MMR vaccination"


def test_stu3_and_r5_dose_numbers_read_alike():
    stu3 = vaccination(
        date="2019",
        vaccinationProtocol=[{"doseSequence": 1, "series": "Childhood"}],
        practitioner=[{"actor": {"display": "N"}}],
    )
    r5 = vaccination(protocolApplied=[{"doseNumber": "2", "seriesDoses": "3"}])

    assert (stu3.detail, stu3.when.kind, stu3.recorder) == ("dose 1 Childhood", "dated", "N")
    assert r5.detail == "dose 2 of 3"


def test_a_forecast_is_never_something_given():
    entry = read(
        "ImmunizationRecommendation",
        date="2019",
        recommendation=[
            {"vaccineCode": [worded("MMR")], "forecastStatus": worded("overdue")},
            {"targetDisease": worded("polio")},
        ],
    )

    assert entry.title == "Vaccination forecast: MMR, polio"
    assert entry.detail == "Recommended, not given · MMR, overdue · polio"
    assert (entry.standing, Flag.PLANNED in entry.flags) == (Standing.PLANNED, True)
    assert read("ImmunizationRecommendation").title == "Vaccination forecast: vaccine not named"


def test_a_judged_dose_says_whether_it_counts_and_against_what():
    entry = read(
        "ImmunizationEvaluation",
        status="completed",
        date="2013-01-10",
        targetDisease=worded("Measles"),
        doseStatus=coded(
            "notvalid", system="http://terminology.hl7.org/CodeSystem/immunization-evaluation-dose-status"
        ),
        doseStatusReason=[worded("Too early")],
        doseNumberPositiveInt=1,
        seriesDosesPositiveInt=2,
        series="Childhood",
        immunizationEvent={"display": "MMR"},
        description="Repeat",
        authority={"display": "Screening"},
    )

    assert (entry.title, entry.category) == ("Vaccination judged, against Measles", "Vaccinations")
    assert entry.detail == (
        "dose is not valid · because Too early · dose 1 of 2 against Measles Childhood · given: MMR · Repeat"
    )
    assert (entry.status, entry.when.kind, entry.recorder) == ("completed", "dated", "Screening")
    assert read("ImmunizationEvaluation").title == "Vaccination judged, disease not named"


def test_a_forecast_says_for_each_vaccine_what_is_due_when_and_why():
    entry = read(
        "ImmunizationRecommendation",
        recommendation=[
            {
                "vaccineCode": [coded("1", "MMR")],
                "targetDisease": worded("Measles"),
                "forecastStatus": worded("due"),
                "dateCriterion": [
                    {"code": worded("earliest date"), "value": "2025-03-04"},
                    {"value": "2025-06"},
                ],
                "doseNumberPositiveInt": 2,
                "forecastReason": [worded("second dose")],
                "contraindicatedVaccineCode": [worded("live")],
                "description": "Ring first",
            },
            {"targetDisease": worded("Polio")},
        ],
    )

    assert entry.title == "Vaccination forecast: MMR, Polio"
    assert entry.detail == (
        "Recommended, not given · MMR, due, earliest date 04-Mar-2025, date Jun-2025, dose 2, because second dose,"
        " not: live, Ring first · Polio"
    )
