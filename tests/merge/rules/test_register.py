from tests.entries.builders import read
from viewer.entries.traits.register import TRAITS
from viewer.merge.rules.register import RULES, rule_for


def test_every_type_with_traits_has_a_rule_and_the_other_way_round():
    assert RULES.keys() == TRAITS.keys()
    assert rule_for("Basic") is None


def test_every_rule_says_why_and_takes_a_record_that_says_nothing():
    for kind, rule in RULES.items():
        empty = read(kind)
        assert rule.sentence.startswith("Put together because ")
        assert list(rule.keys(empty, rule.near(empty))) == []
        assert list(rule.near(empty)) == []
