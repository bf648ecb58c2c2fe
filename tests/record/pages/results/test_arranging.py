from tests.record.pages.results.builders import World, observation
from viewer.record.pages.results.arranging import arranged, results_in


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
