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
