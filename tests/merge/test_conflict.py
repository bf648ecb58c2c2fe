from viewer.merge.conflict import Conflict
from viewer.source.domain import Domain


def test_equal_conflicts_are_one():
    one = Conflict(domain=Domain.ALLERGIES, tier=1, what="x", entries=("a",))

    assert {one, Conflict(domain=Domain.ALLERGIES, tier=1, what="x", entries=("a",))} == {one}
