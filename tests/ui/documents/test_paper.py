"""Paper shows looks and fetches nothing, not even for HTML that nobody sanitised (NAR-02, NAR-03)."""

import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument, QTextOption

from tests.made_letters.paper import png_of
from viewer.ui.documents import paper as paper_module
from viewer.ui.documents.paper import Paper


@pytest.fixture
def paper(qtbot, theme):
    made = Paper(theme)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def spy():
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


def test_a_tracking_pixel_a_style_sheet_and_a_file_are_not_loaded(qtbot, paper, spy, tmp_path):
    base, heard = spy
    secret = tmp_path / "secret.png"
    secret.write_bytes(png_of(5, 5, lambda _x, _y: 0))
    paper.show_html(
        f'<html><head><link rel="stylesheet" href="{base}/a.css"><style>@import url({base}/b.css);</style></head><body>'
        f'<img src="{base}/pixel.gif"><img src="{secret.as_uri()}"><img src="{secret}">'
        f'<table background="{base}/c.png"><tr><td style="background-image:url({base}/d.png)">words</td></tr></table></body></html>'
    )
    paper.grab()

    assert heard == []
    assert "words" in paper.toPlainText()
    for address in (base, secret.as_uri(), str(secret), "qrc:/x", "data:text/html,x"):
        assert is_blank(paper.loadResource(QTextDocument.ResourceType.ImageResource, address))


def test_a_picture_inside_the_document_is_drawn(paper):
    found = paper.loadResource(QTextDocument.ResourceType.ImageResource, in_it(9, 7))

    assert isinstance(found, QImage)
    assert (found.width(), found.height()) == (9, 7)
    assert is_blank(
        paper.loadResource(QTextDocument.ResourceType.ImageResource, "data:image/png;base64,QUJD")
    )


def is_blank(found):
    return (found.width(), found.height(), found.pixelColor(8, 8).name()) == (16, 16, "#c0c0c0")


@pytest.mark.parametrize("name", ["{file}", "{uri}", "//127.0.0.1{file}", "{file}?x", "file:{file}"])
def test_qt_itself_opens_no_file_that_unsanitised_html_names(paper, tmp_path, name):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    file = tmp_path / "secret.png"
    image.save(str(file))
    paper.show_html(f'<p><img src="{name.format(file=file, uri=file.as_uri())}" width="40" height="40"></p>')
    seen = paper.grab().toImage()

    assert not any(
        seen.pixelColor(x, y).name() == "#ff0000"
        for x in range(0, seen.width(), 4)
        for y in range(0, seen.height(), 4)
    )


def in_it(width, height, shade=0):
    packed = b64encode(png_of(width, height, lambda _x, _y: shade)).decode()
    return f"data:image/png;base64,{packed}"


def test_the_pictures_of_a_document_together_have_room_for_one_large_picture(qtbot, paper, monkeypatch):
    monkeypatch.setattr(paper_module, "MOST_PIXELS", 150)
    kind = QTextDocument.ResourceType.ImageResource
    with qtbot.assertNotEmitted(paper.left_out_changed):
        assert paper.loadResource(kind, in_it(10, 10))
        assert paper.loadResource(kind, in_it(10, 10))  # the same again takes no more room
        assert paper.loadResource(kind, in_it(10, 5))
    assert paper.left_out == ""

    with qtbot.waitSignal(paper.left_out_changed):
        assert is_blank(paper.loadResource(kind, in_it(1, 1)))
    assert paper.left_out == (
        "1 picture in it is not shown: The pictures of this document are too large together to be shown."
    )
    paper.loadResource(kind, in_it(1, 1, 1))
    assert paper.left_out.startswith("2 pictures in it are not shown: The pictures")

    paper.show_html("<p>another</p>")
    assert paper.left_out == ""
    assert paper.loadResource(kind, in_it(10, 10))


def test_nothing_of_a_document_stays(paper):
    paper.loadResource(QTextDocument.ResourceType.ImageResource, in_it(10, 10))
    paper.clear()

    assert paper._pictures == {}


def test_one_long_word_breaks_anywhere(paper):
    paper.show_html("<p>" + "x" * 5_000)

    assert paper.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere


def test_no_link_can_be_followed(qtbot, paper):
    paper.show_html('<a href="https://x.example">a link as long as this line of words</a>')
    with qtbot.assertNotEmitted(paper.anchorClicked), qtbot.assertNotEmitted(paper.sourceChanged):
        qtbot.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
        qtbot.keyClick(paper, Qt.Key.Key_Return)


def test_copying_gives_words_alone_through_the_audited_way(qtbot, paper):
    paper.show_html("<p><b>One</b></p><p>Two</p>")
    paper.selectAll()
    with qtbot.waitSignal(paper.copied) as copied:
        qtbot.keyClick(paper, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == ["One\nTwo"]
    assert paper.createMimeDataFromSelection().formats() == ["text/plain"]
    paper.moveCursor(paper.textCursor().MoveOperation.Start)
    with qtbot.assertNotEmitted(paper.copied):
        qtbot.keyClick(paper, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(paper, Qt.Key.Key_Down)


def test_it_is_white_in_every_palette(paper, theme):
    from viewer.ui.look.palettes import DARK

    theme.force(DARK)
    paper.show_html("<p>x</p>")

    assert paper.grab().toImage().pixelColor(200, 250).name() == "#ffffff"
