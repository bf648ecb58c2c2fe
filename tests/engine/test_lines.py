"""The parts of messages are plain values: equal when they say the same, and they travel whole."""

import msgspec
import pytest

from viewer.engine import lines, messages

ROW = lines.Row(
    id="1", order=(1.0, "x"), day="d", when="w", category="c", title="t", detail="", status="", sources="GP"
)
PARTS = [
    ROW,
    lines.ListPanel(key="plans", heading="Plans", completeness="so far", rows=(ROW,)),
    lines.GridCell(domain="plans", source="gp", state="data", words="3"),
    lines.DetailLine(paths=("a",), label="A", text="1", raw={"a": "1"}),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_part_travels_whole_and_is_known_under_its_public_name(part):
    kind = getattr(messages, type(part).__name__)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(part), type=kind) == part


def test_a_part_cannot_be_changed():
    with pytest.raises(AttributeError):
        ROW.title = "other"
