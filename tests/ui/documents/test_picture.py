"""Pictures are decoded within limits, fitted, zoomed; what is damaged or a bomb says so."""

import zlib
from struct import pack

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage

from tests.made_letters.paper import png_of
from viewer.ui.documents.picture import Picture, decoded_image, further_pictures


def encoded(form):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(buffer.data().data())


def bomb(width, height):
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    packed = [
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_every_form_that_is_promised_is_decoded(form):
    assert decoded_image(encoded(form)).width() == 20


def test_gif_is_decoded():
    gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    assert decoded_image(gif).width() == 1


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nbroken", b"no picture", encoded("PNG")[:40]])
def test_what_is_damaged_says_so(data):
    assert decoded_image(data) == "This picture is damaged and cannot be shown whole"
    assert further_pictures(data) == ""


def test_a_bomb_is_not_unpacked():
    assert (
        decoded_image(bomb(60_000, 60_000))
        == "This picture is too large to be shown: 60,000 by 60,000 pixels"
    )


def test_a_photograph_of_endless_passes_is_not_drawn():
    jpeg = encoded("JPEG")
    scan = jpeg.index(b"\xff\xda")

    assert "passes" in decoded_image(jpeg[:scan] + jpeg[scan:-2] * 65 + jpeg[-2:])


def test_a_picture_that_there_is_no_room_for_is_not_unpacked():
    assert decoded_image(encoded("PNG"), room=200).width() == 20
    assert "too large together" in decoded_image(encoded("PNG"), room=199)


@pytest.fixture
def picture(qtbot):
    made = Picture()
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.show()
    return made


def test_it_is_fitted_zoomed_and_fitted_again(qtbot, picture):
    picture.show_image(decoded_image(png_of(400, 100, lambda _x, _y: 0)), "Letter, PNG image")
    fitted = picture._label.width()
    assert fitted < 200

    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture._label.width() > fitted
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture._label.width() == fitted
    picture.resize(300, 200)
    assert picture._label.width() > fitted
    for _ in range(20):
        picture.zoom(1)
    assert picture._label.width() == 1600
    for _ in range(20):
        picture.zoom(-1)
    assert picture._label.width() == 100
    qtbot.keyClick(picture, Qt.Key.Key_Right)


def test_it_says_that_it_cannot_be_read_aloud(picture):
    picture.show_image(decoded_image(encoded("PNG")), "Letter, PNG image")
    assert "cannot be read aloud" in picture._label.accessibleName()

    picture.clear()
    picture.zoom(1)
    assert picture._label.pixmap().isNull()


def test_pages_of_a_tiff_that_are_not_shown_are_said():
    def ifd(at, following):
        tags = [
            (256, 3, 1, 1),
            (257, 3, 1, 1),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 8),
            (278, 3, 1, 1),
            (279, 4, 1, 1),
        ]
        body = pack("<H", len(tags)) + b"".join(pack("<HHII", *tag) for tag in tags)
        return body + pack("<I", following)

    first = 9 + 1
    size = len(ifd(0, 0))
    tiff = b"II*\x00" + pack("<I", first) + b"\x00\x00" + ifd(first, first + size) + ifd(first + size, 0)

    assert further_pictures(tiff) == "Only the first of 2 pictures in it is shown; save it to see all."
    assert QByteArray(tiff).size() == len(tiff)
