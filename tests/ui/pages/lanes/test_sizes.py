"""Sizes of the lanes: titles beside their lanes, or above them where there is little height."""

from viewer.ui.pages.lanes.sizes import least_height, sizes_of


def test_titles_stand_beside_the_lanes_where_there_is_height_and_above_them_where_there_is_little():
    usual, low = sizes_of(round, 400), sizes_of(round, 180)
    assert (usual.head, usual.rows) == (0, 3)
    assert low.head > 0
    assert low.titles < usual.titles / 10
    assert low.axis + low.foot < usual.axis


def test_two_lanes_and_the_axis_stand_in_the_least_height():
    low = sizes_of(round, least_height(round))
    lane = low.head + low.row + 2 * low.around
    assert low.axis + low.foot + 2 * lane <= least_height(round)
