"""Each act has a kind, known or not, and each outcome a code of FHIR."""

import pytest

from viewer.fhir.audit_codes import OWN, Shape, coding, kind_of, outcome_code, subtypes
from viewer.store.audit import Action


@pytest.mark.parametrize("action", [one.value for one in Action if not one.value.endswith("-failed")])
def test_each_act_of_the_trail_has_a_kind_of_its_own_table(action):
    assert kind_of(action).type["code"] != "110100"
    assert subtypes(action)[-1] == coding(OWN, action)


def test_a_word_of_a_later_version_is_an_activity():
    assert kind_of("later").type["code"] == "110100"
    assert kind_of("later").shape is Shape.OTHER


def test_outcomes_are_fhirs():
    assert [outcome_code(one) for one in ("success", "", "failed", "denied", "refused")] == list("00488")
