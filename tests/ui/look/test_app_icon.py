"""The window's own icon."""

from PySide6.QtCore import QSize

from viewer.ui.look.app_icon import app_icon


def test_it_is_drawn_at_every_size_and_shows_three_streams_on_a_ground_of_our_own(qapp, assets):
    icon = app_icon(assets)

    assert {size.width() for size in icon.availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
    picture = icon.pixmap(QSize(64, 64), 1.0).toImage()
    assert picture.pixelColor(6, 32).name() == "#0b5d57"
    assert picture.pixelColor(32, 48).name() == "#ffffff"
    assert picture.pixelColor(0, 0).alpha() == 0
