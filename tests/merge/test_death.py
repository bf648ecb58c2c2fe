import pytest

from viewer.merge.death import death_of

NOTICE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus"


def notice(code, inner=True):
    concept = {"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [{"code": code}]}}
    return {"extension": [{"url": NOTICE, "extension": [concept]}]}


def test_silence_is_no_statement_and_false_is_one():
    assert (death_of({}).words, death_of({}).stated_alive) == (None, False)
    assert (
        death_of({"deceasedBoolean": False}).words,
        death_of({"deceasedBoolean": False}).stated_alive,
    ) == (None, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"deceasedDateTime": "2024-03-03"}, "Deceased 03-Mar-2024"),
        ({"deceasedDateTime": "2024"}, "Deceased 2024"),
        ({"deceasedDateTime": "in March"}, "Deceased, date not readable"),
        ({"deceasedBoolean": True}, "Deceased, date not recorded"),
        ({"deceasedDateTime": "2024", **notice("2")}, "Deceased 2024 (formal death notice received)"),
        (notice("1"), "Deceased, date not recorded (informal death notice received)"),
        (notice("9"), "Deceased, date not recorded (death notice status 9)"),
        (
            {"deceasedBoolean": "true"},
            "Death: what was sent as date or fact of death cannot be read",
        ),
    ],
)
def test_a_statement_of_death_is_in_words_with_what_is_known(content, words):
    assert death_of(content).words == words


def test_a_removed_notice_alone_states_nothing():
    assert death_of(notice("U")).words is None


def test_the_date_of_death_is_kept_and_what_cannot_be_read_is_a_reason():
    assert death_of({"deceasedDateTime": "2024-03-03"}).date.text == "2024-03-03"
    assert death_of({"deceasedDateTime": "x"}).reasons
    assert death_of({"deceasedBoolean": 1}).reasons
    assert death_of({"extension": [{"url": NOTICE}, {"url": "else"}]}).words is None
