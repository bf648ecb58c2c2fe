import pytest

from tests.merge.builders import allergy, nka
from tests.merge.test_conflicts import told
from viewer.entries.entry import Flag, Standing
from viewer.merge.conflicts_allergy import is_active_allergy


@pytest.mark.parametrize("standing", [Standing.CURRENT, Standing.UNKNOWN, Standing.NONE, Standing.PLANNED])
def test_only_a_past_refuted_or_withdrawn_allergy_is_not_active(standing):
    assert is_active_allergy(allergy(standing=standing))
    assert not is_active_allergy(allergy(standing=Standing.PAST))
    for flag in (Flag.REFUTED, Flag.IN_ERROR, Flag.NO_KNOWN_ALLERGY, Flag.NO_KNOWN_ALLERGY_OF_A_KIND):
        assert not is_active_allergy(allergy(standing=standing, flags=[flag]))


def test_none_known_here_and_an_active_allergy_there_names_both():
    assert told(nka("gp"), allergy("trust", when="2020-01-02")) == [
        (
            1,
            (
                "Allergies: sources disagree. GP practice: no known allergies (04-Mar-2019). "
                "But Acute trust: Penicillin recorded (02-Jan-2020)"
            ),
        )
    ]


def test_a_refuted_or_ended_statement_of_none_contradicts_nothing():
    assert told(nka("gp", flags=[Flag.REFUTED]), allergy("trust")) == []
    assert told(nka("gp", standing=Standing.PAST), allergy("trust")) == []


def test_recorded_here_and_refuted_there_names_both_by_code_or_by_words():
    expected = [
        (
            1,
            (
                "Penicillin: sources disagree. Acute trust: refuted (date not recorded). "
                "GP practice: recorded (04-Mar-2019)"
            ),
        )
    ]
    refuted = allergy("trust", flags=[Flag.REFUTED], when=None)

    assert told(allergy("gp"), refuted) == expected
    assert told(allergy("gp", code=""), refuted) == expected


def test_active_here_and_resolved_there_is_told():
    ((tier, what),) = told(allergy("gp"), allergy("trust", standing=Standing.PAST))

    assert tier == 1
    assert what.endswith("GP practice: active (04-Mar-2019). Acute trust: no longer active (04-Mar-2019)")


BROAD = "416098002"
PENICILLIN, CODEINE = ({"code": BROAD, "title": f"Allergy to {name}"} for name in ("penicillin", "codeine"))


def test_under_one_broad_code_a_refuted_drug_is_never_said_of_another():
    refuted = allergy("trust", flags=[Flag.REFUTED], standing=Standing.NONE, **CODEINE)

    assert told(allergy("gp", **PENICILLIN), refuted) == [
        (
            1,
            (
                "Allergies: sources may disagree (one code, different words). "
                "Acute trust: Allergy to codeine refuted (04-Mar-2019). "
                "GP practice: Allergy to penicillin recorded (04-Mar-2019)"
            ),
        )
    ]


def test_under_one_broad_code_a_resolved_drug_is_never_said_of_another():
    past = allergy("trust", standing=Standing.PAST, **CODEINE)

    ((tier, what),) = told(allergy("gp", **PENICILLIN), past)

    assert tier == 1
    assert what.endswith(
        "GP practice: Allergy to penicillin active (04-Mar-2019). "
        "Acute trust: Allergy to codeine no longer active (04-Mar-2019)"
    )


def test_two_drugs_under_one_code_in_one_file_are_no_disagreement():
    assert told(allergy("gp", **PENICILLIN), allergy("gp", "2", flags=[Flag.REFUTED], **CODEINE)) == []


def test_what_one_file_says_both_of_is_not_laid_on_several_sources():
    ((_, both),) = told(allergy("gp"), allergy("gp", "2", flags=[Flag.REFUTED]))
    ((_, none),) = told(allergy("gp"), nka("gp"))

    assert both.startswith("Penicillin: one source says both. GP practice: refuted")
    assert none.startswith("Allergies: one source says both. GP practice: no known allergies")


@pytest.mark.parametrize("dissent", [{"flags": [Flag.REFUTED]}, {"standing": Standing.PAST}])
def test_the_code_of_what_lost_its_own_says_nothing_and_equal_words_do(dissent):
    lost = "196461000000101"
    flags = [Flag.DEGRADED, *dissent.get("flags", ())]
    here = allergy("gp", code=lost, flags=[Flag.DEGRADED])

    assert told(here, allergy("trust", **{**dissent, "code": lost, "title": "Codeine", "flags": flags})) == []
    ((_, what),) = told(here, allergy("trust", **{**dissent, "code": lost, "flags": flags}))
    assert what.startswith("Penicillin: sources disagree")


def test_a_drug_in_dispute_is_told_in_its_own_words_beside_others_of_its_code():
    refuted = allergy("trust", flags=[Flag.REFUTED], standing=Standing.NONE, **PENICILLIN)

    (may, sure) = told(allergy("gp", **PENICILLIN), allergy("gp", "2", **CODEINE), refuted)

    assert sure[1].startswith("Allergy to penicillin: sources disagree. Acute trust: refuted")
    assert "Acute trust: Allergy to penicillin refuted" in may[1]
    assert may[1].endswith("GP practice: Allergy to codeine recorded (04-Mar-2019)")
