"""Pictures for the README are small and keep their colours."""

from PySide6.QtGui import QColor, QImage

from tests.pictures.small import small


def test_a_picture_of_many_shades_gets_a_palette_and_its_common_colours_stay_exact(qapp):
    picture = QImage(400, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#003087"))
    for across in range(400):
        picture.setPixelColor(across, 0, QColor(across % 256, across // 2, 255 - across % 256))

    made = small(picture)

    assert made.size() == picture.size()
    assert made.colorCount() <= 160
    assert made.pixelColor(200, 20) == QColor("#003087")
