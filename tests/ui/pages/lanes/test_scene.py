"""A scene tells where a moment stands, never outside of the lanes."""

from datetime import UTC

from PySide6.QtCore import QRect

from viewer.ui.pages.lanes.scene import Scene
from viewer.ui.pages.lanes.sizes import sizes_of
from viewer.ui.pages.lanes.time_window import TimeWindow


def test_a_moment_stands_in_its_place_and_one_out_of_view_at_the_edge():
    sizes = sizes_of(round, 400)
    scene = Scene(
        stripes=(), window=TimeWindow(0.0, 100.0, 0.0, 100.0), page=None, sizes=sizes, area=QRect(0, 0, 1000, 400),
        top=0, current=-1, focused=False, row_of=lambda _place: None, zone=UTC,
    )  # fmt: skip
    width = 1000 - sizes.titles - sizes.gap
    assert scene.x(50.0) == sizes.titles + width / 2
    assert (scene.x(-9.0), scene.x(1e9)) == (sizes.titles, sizes.titles + width)
