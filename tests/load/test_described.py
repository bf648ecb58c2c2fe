"""Two descriptions contradict each other where both say something and nothing of it agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.answers import NHS
from viewer.load.described import Description, described


def one(family="", given="", born="", **more):
    name = {key: value for key, value in (("family", family), ("given", given and [given])) if value}
    return described({"name": [name], "birthDate": born, **more})


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (one("Holroyd", "Una", "1980-02-03"), one("HOLROYD ", "una", "1980-02-03")),
        (one("Holroyd", "Una", "1980-02-03"), one("Holroyd", "U", "1980")),
        (one("Holroyd", "Una", "1980-02-03"), one("", "", "")),
        (one("Holroyd"), one("", "Una", "1980-02-03")),
        (one("Holroyd", born="1980-02-30"), one("Holroyd", born="1980-02-03")),
        (described({"name": [{"family": "Holroyd"}, {"family": "Smith", "use": "maiden"}]}), one("Smith")),
        (described({"name": [{"family": ["Holroyd"], "given": "Una"}]}), one("Holroyd", "Una")),
    ],
)
def test_what_agrees_or_is_not_stated_contradicts_nothing(ours, theirs):
    assert not ours.contradicts(theirs)
    assert not theirs.contradicts(ours)


@pytest.mark.parametrize(
    "theirs",
    [
        one("Smith", "Una", "1980-02-03"),
        one("Holroyd", "Amy", "1980-02-03"),
        one("Holroyd", "Una", "1930-01-01"),
        one("Holroyd", "Una", "1981"),
    ],
)
def test_another_name_or_day_of_birth_is_a_contradiction(theirs):
    ours = one("Holroyd", "Una", "1980-02-03")

    assert ours.contradicts(theirs)
    assert theirs.contradicts(ours)


def test_every_valid_number_is_read_the_old_ones_too():
    numbers = [
        {"system": NHS, "value": "999 001 8421"},
        {"system": NHS, "value": "9990024103", "use": "old"},
        {"system": NHS, "value": "9990024104"},
        {"system": "urn:local", "value": "9990062781"},
    ]

    assert described({"identifier": numbers}).numbers == {"9990018421", "9990024103"}
    assert described({}) == Description()


words = st.frozensets(st.text(min_size=1, max_size=3), max_size=2)
descriptions = st.builds(
    Description, families=words, givens=words, born=st.sampled_from(["", "1980", "1980-02"])
)


@given(descriptions, descriptions)
def test_a_contradiction_has_two_sides_and_nobody_contradicts_themselves(ours, theirs):
    assert ours.contradicts(theirs) is theirs.contradicts(ours)
    assert not ours.contradicts(ours)
