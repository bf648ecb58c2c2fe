"""The steps from one version's element to another's."""

from viewer.record.ips.renames import as_list, as_one, concept_or_reference, drop_false, rename, within

A = {"text": "a"}


def done(step, **given):
    step(given)
    return given


def test_a_name_changes_with_the_extensions_of_its_primitive_unless_the_new_one_is_taken():
    assert done(rename("a", "b"), a="x", _a={"id": "1"}) == {"b": "x", "_b": {"id": "1"}}
    assert done(rename("a", "b"), a="x", b="y") == {"a": "x", "b": "y"}


def test_one_and_many():
    assert done(as_list("a"), a=A) == {"a": [A]}
    assert done(as_list("a"), a=[A]) == {"a": [A]}
    assert done(as_one("a"), a=[A]) == {"a": A}
    assert done(as_one("a"), a=[A, A]) == {"a": [A, A]}


def test_false_says_nothing_more_and_true_stays():
    assert done(drop_false("a"), a=False) == {}
    assert done(drop_false("a"), a=True) == {"a": True}


def test_steps_within_a_list_pass_over_what_is_no_object():
    assert done(within("a", rename("x", "y")), a=[{"x": 1}, "odd"]) == {"a": [{"y": 1}, "odd"]}


def test_a_reference_with_more_than_one_side_or_an_odd_member_is_left():
    step = concept_or_reference("a", "aCode", "aReference")

    assert done(step, a=[{"concept": A, "id": "1"}]) == {"a": [{"concept": A, "id": "1"}]}
    assert done(step, a=[{"concept": A}, "odd"]) == {"a": [{"concept": A}, "odd"]}
    assert done(step) == {}
