import pytest

from tests.merge.builders import medicine, plan
from viewer.entries.entry import Flag, Standing
from viewer.record.prohibitions import has_ended, is_not_to_be_given


def forbidden(status="active", *flags):
    return medicine(standing=Standing.NONE, flags=[Flag.DO_NOT, *flags], status=status)


@pytest.mark.parametrize("status", ["active", "", "on hold", "draft", "status unknown at the source"])
def test_an_order_not_to_give_holds_wherever_its_end_is_not_stated(status):
    assert is_not_to_be_given(forbidden(status))
    assert not has_ended(forbidden(status))


@pytest.mark.parametrize("status", ["stopped", "stopped (bleed)", "completed", "cancelled", "ended"])
def test_one_that_is_over_holds_no_more(status):
    assert not is_not_to_be_given(forbidden(status))
    assert has_ended(forbidden(status))


@pytest.mark.parametrize("flag", [Flag.IN_ERROR, Flag.REFUTED, Flag.UNREADABLE, Flag.SUPERSEDED])
def test_one_that_was_withdrawn_is_none(flag):
    assert not is_not_to_be_given(forbidden("active", flag))


def test_a_medicine_in_use_and_a_plan_are_none():
    assert not is_not_to_be_given(medicine(status="active"))
    assert not has_ended(medicine(status="stopped"))
    assert not is_not_to_be_given(plan(flags=[Flag.DO_NOT], status="active"))
