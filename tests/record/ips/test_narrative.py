"""The words of a section are XHTML whatever was sent."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from viewer.record.ips.narrative import narrative


@given(st.lists(st.text(max_size=20), max_size=3), st.lists(st.text(max_size=20), max_size=3))
def test_it_is_well_formed_and_never_empty(paragraphs, lines):
    made = narrative(paragraphs, lines)

    root = ET.fromstring(made["div"])  # noqa: S314 - our own text
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"div", "p", "ul", "li"}
    assert len(root)
