"""A scene tells where a moment stands, never outside of the lanes."""

from datetime import UTC
from math import inf

import numpy as np
from PySide6.QtCore import QRect

from viewer.ui.pages.lanes.scene import Scene
from viewer.ui.pages.lanes.sizes import sizes_of
from viewer.ui.pages.lanes.time_window import TimeWindow


def scene_with(*stays):
    sizes = sizes_of(round, 400)
    first, last = (np.array([one[end] for one in sorted(stays)], dtype=float) for end in (0, 1))
    return Scene(
        stripes=(), window=TimeWindow(0.0, 100.0, 0.0, 100.0), page=None, sizes=sizes,
        area=QRect(0, 0, sizes.titles + sizes.gap + 1000, 400), top=0, current=-1, focused=False,
        row_of=lambda _place: None, zone=UTC, admitted=(first, last),
    )  # fmt: skip


def test_stays_that_meet_are_one_band_and_those_out_of_view_none():
    found = scene_with((10, 20), (15, 30), (12, 13), (50, 50), (80, inf), (-9, -1), (200, 300)).stays()
    left = scene_with().sizes.titles
    bands = [(round(begin - left), round(end - left)) for begin, end in found]
    assert bands == [(100, 300), (500, 502), (800, 1000)]
    assert scene_with().stays() == []


def test_a_moment_stands_in_its_place_and_one_out_of_view_at_the_edge():
    scene = scene_with()
    left = scene.sizes.titles
    assert scene.x(50.0) == left + 500
    assert (scene.x(-9.0), scene.x(1e9)) == (left, left + 1000)
