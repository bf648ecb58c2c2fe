from tests.entries.builders import amount, coded, read, worded
from viewer.entries.entry import Flag


def test_family_history_leads_with_whose_it_is():
    entry = read(
        "FamilyMemberHistory",
        status="completed",
        relationship=worded("mother"),
        name="Ann",
        date="2019",
        condition=[
            {
                "code": coded("1", "Stroke"),
                "onsetAge": amount("50", "years"),
                "outcome": worded("died"),
                "contributedToDeath": True,
            },
            {"code": worded("Asthma")},
            {},
        ],
        bornDate="1950",
        ageAge=amount("70", "years"),
        deceasedBoolean=True,
        dataAbsentReason=worded("unknown"),
        recorder={"display": "Dr Able"},
    )

    assert entry.title == (
        "Family history, mother: Stroke (onset 50 years, outcome died, contributed to death), Asthma, condition not named"
    )
    assert entry.detail == "name Ann · born 1950 · age 70 years · deceased Yes · because unknown"
    assert (entry.category, entry.recorder, entry.codings[0].code) == ("Family history", "Dr Able", "1")


def test_what_is_not_stated_is_said():
    entry = read("FamilyMemberHistory")

    assert entry.title == "Family history, relative not stated: no condition stated"
    assert Flag.UNCODED in entry.flags
    assert read("FamilyMemberHistory", name="Ann").title.startswith("Family history, Ann:")


def test_stu3_not_done_is_said():
    assert Flag.NOT_DONE in read("FamilyMemberHistory", notDone=True, relationship=worded("father")).flags
