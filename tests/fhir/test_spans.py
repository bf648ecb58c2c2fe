"""Collecting spans and notices."""

from viewer.fhir.body import split
from viewer.fhir.spans import AROUND_DAMAGE, Damage, Found, Shell, Slot


def test_what_is_found_inside_is_added_in_order():
    out, inner = Found(), Found()
    out.slots.append(Slot(0, 2, "a"))
    inner.slots.append(Slot(3, 5, "b"))
    inner.damages.append(Damage(6, 7, "c", "why"))
    inner.shells.append(Shell("Bundle", "", "", None, ()))
    out.take(inner)

    closed = out.split()

    assert [slot.path for slot in closed.slots] == ["a", "b"]
    assert (len(closed.damages), len(closed.shells), closed.notices) == (1, 1, (AROUND_DAMAGE,))


def test_equal_notices_are_counted_and_the_first_place_named():
    found = Found(odd=[("odd", "entry[1]"), ("other", ""), ("odd", "entry[2]"), ("odd", "entry[3]")])

    assert found.split().notices == ("entry[1]: odd (and 2 more like it)", "other")


def test_damage_in_a_bundle_says_that_what_stands_around_it_may_belong_to_it():
    body = b'{"resourceType":"Bundle","entry":[source": {"id": "7"}, "id": "x", "resourceType": "Flag"}]}'

    assert any(AROUND_DAMAGE in notice for notice in split(body).notices)
    assert not any(AROUND_DAMAGE in notice for notice in split(b"not json").notices)
