"""The display gate: each populated element of every record is on the text of its detail, as the window lists it."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.gates.examples import SHARED, files, shown
from tests.walker.walker import Leaf, leaves, walk
from viewer.engine.messages import Detail
from viewer.ui.detail.detail_model import detail_rows

_LONG = os.environ.get("TRIBUTARY_LONG") == "1"
_EVERY = 40
_DEMO = Path(__file__).parents[2] / "resources" / "demo"


def not_shown(detail: Detail, name: str) -> list[str]:
    """Return each leaf of the source's own bytes that no line of the window's text holds."""
    listed = {(row.label, row.text) for row in detail_rows(detail)}
    missing = []
    for member in detail.members:
        (slot,) = walk(member.raw.encode(), name).slots or (None,)
        assert slot is not None
        held = Counter(
            (path.removeprefix(f"{slot.type}."), token)
            for line in member.lines
            if (line.label or "Not named", line.text) in listed
            for path, token in line.raw.items()
        )
        sent = Counter((leaf.path, leaf.raw) for leaf in _leaves(slot))
        missing += [f"{name}: {slot.type}.{path}" for path, _ in sent - held]
    return missing


def _leaves(slot) -> list[Leaf]:
    return [leaf for leaf in leaves(slot.node) if leaf.path]


def test_every_element_of_the_demos_records_is_on_the_text_of_its_detail():
    missing = [
        words for one in shown(sorted(_DEMO.glob("*.json"))) for words in not_shown(one.detail, one.file)
    ]

    assert missing == []


_FOLDERS = sorted(path.name for path in SHARED.glob("*-*")) if SHARED.exists() else []


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.skipif(not _FOLDERS, reason="../shared/data is not here")
@pytest.mark.parametrize("folder", _FOLDERS)
def test_every_element_of_the_shared_records_is_on_the_text_of_its_detail(folder):
    """Every file in the long run; ``tests/real_input`` reads a sample leaf by leaf in every run."""
    paths = files((folder,))

    opened = shown(paths if _LONG else paths[::_EVERY])

    assert [words for one in opened for words in not_shown(one.detail, one.file)] == []
