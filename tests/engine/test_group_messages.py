"""What is asked and said about groups of the list travels and comes back equal."""

from viewer.engine.frames import from_engine, from_window, pack
from viewer.engine.group_messages import AskGroups, Groups


def test_what_is_asked_and_answered_arrives_equal():
    asked = AskGroups(generation=2, number=3, by="problem")
    said = Groups(number=3, by="problem", titles=("A", "B"), groups=b"\1\0\0\0", also=b"", notes=("n",))
    assert from_window(pack(asked)[4:]) == asked
    assert from_engine(pack(said)[4:]) == said
