"""The demo's record at five zooms, at two sizes of text: words whole, nothing over another, counts add up."""

import pytest

from tests.end_to_end.inside import opened
from tests.end_to_end.stations import calm
from tests.pictures.shots import HOLROYD
from tests.pictures.zooms import LENGTHS, at_five_zooms, counted, faults


@pytest.fixture(scope="module")
def program(qapp):
    qapp.setStyle("Fusion")
    with opened(HOLROYD) as made:
        made.window.resize(1366, 698)
        yield made


@pytest.mark.parametrize("size", [100, 200])
def test_at_every_zoom_words_are_whole_and_apart_and_every_entry_is_counted(program, size):
    program.window._theme.choose("light", size)
    calm()
    seen = []
    for name, page in at_five_zooms(program):
        seen.append(name)
        assert faults(page) == [], name
        assert counted(page) == page.model.page.total, name
        in_view = sum(one.laid.shown for one in page.view.stripes)
        assert in_view > 0, name
    assert seen == list(LENGTHS)
