"""The wrong things that the demo's sign-in service can do."""

from viewer.demo.authority.misdeeds import Misdeed


def test_each_has_a_word_of_its_own_for_a_command_line():
    assert all(one.value == one.value.lower() and " " not in one.value for one in Misdeed)
    assert Misdeed("wrong-state") is Misdeed.WRONG_STATE
