from tests.record.pages.results.builders import World, observation
from viewer.record.pages.results.arranging import arranged, in_order, results_in


def test_a_record_is_arranged_once_whatever_is_asked_of_its_page():
    world = World()
    world.add(observation())
    asked = world.asked()

    assert arranged(asked) is arranged(asked)
    assert arranged(world.asked()) is not arranged(asked)


def test_results_are_counted_by_what_could_be_overlooked():
    world = World()
    world.add(observation("a", when=""))
    world.add(observation("b", status="corrected"))
    world.add({"resourceType": "Condition", "id": "c", "code": {"text": "Asthma"}})

    made = arranged(world.asked())

    assert (made.total, len(results_in(world.asked()))) == (2, 2)
    assert list(made.counts) == ["Undated 1", "Uncoded 0", "Unreadable 0", "In error 0", "Amended 1"]


def test_the_order_is_found_once_and_what_cannot_be_read_has_no_place_in_it():
    world = World()
    world.add(observation("a", when="2024-01-01"))
    world.add(observation("b", when="2025-01-01"))
    asked = world.asked()
    found = in_order(asked)

    assert in_order(asked) is found
    assert [entry.members[0].key.id for entry in found.ordered] == ["b", "a"]
    assert arranged(asked).ordered is found.ordered
    assert (len(found.own), len(found.unread)) == (2, 0)
