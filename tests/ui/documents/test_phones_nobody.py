"""Whatever a source writes into a letter, a title or a name: nobody on this computer or the network hears of it (NAR-02, NAR-03)."""

import re
import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui import sample_messages as sample
from tests.ui.sample_messages import detail
from viewer.engine.messages import Row
from viewer.present.letters.reading import read_document, read_written

ATTACKS = (
    """
<img src="{web}/pixel.gif" width=1 height=1>|<IMG SRC=`{web}/a`>|<img/src={web}/b onerror=alert(1)>|<img srcset="{web}/c 1x">
<style>@import '{web}/s.css'; body {{background: url({web}/t.png)}}</style>|<link rel=preload as=image href={web}/l>
<link rel="stylesheet" href="{web}/u.css">|<p style="background-image:u\\72l('{web}/esc')">x</p>|<td background="{web}/td">
<svg><use href="{web}/v.svg#a"/><image xlink:href="{web}/w.png"/><foreignObject><img src="{web}/fo"></foreignObject></svg>
<meta http-equiv="refresh" content="0;url={web}/m">|<base href="{web}/"><img src="rel.png">|<iframe src="{web}/i"></iframe>
<object data="{web}/o"></object>|<embed src="{web}/e">|<video src="{web}/vid" poster="{web}/po"></video>|<audio src="{web}/au">
<img src="data:text/html,<img src={web}/dh>">|<iframe srcdoc="<img src={web}/sd>"></iframe>|<a href="javascript:fetch('{web}/j')">x</a>
<a href="{web}/a" ping="{web}/p">x</a>|<body background="{web}/bg" onload="x()">|<input type=image src="{web}/in">|<a href="java\tscript:x">y</a>
<img src="file:///etc/hostname">|<img src="\\\\127.0.0.1\\share\\x.png">|<img src="//127.0.0.1/share/x.png">|<img src="file://127.0.0.1/share/x">
<p OnClIcK="x()" on\0load=y>z</p>|<noscript><p title="</noscript><img src={web}/mx>">|<math><mtext><table><mglyph><style><img src={web}/mm>
<ul style="list-style-image:url({web}/ls)"><li>x</ul>|<p style="cursor:url({web}/cu)">x</p>|<font face="url({web}/ff)">x</font>
<img src=":/qt-project.org/x.png">|<img src="qrc:/a">|<template><img src="{web}/te"></template>|<!--[if IE]><img src="{web}/ie"><![endif]-->
""".strip()
    .replace("\n", "|")
    .split("|")
)
_CDA = (
    '<?xml version="1.0"?><?xml-stylesheet href="{web}/x.xsl"?>{doctype}<ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody>'
    '<component><section><text><linkHtml href="{web}/cda">a</linkHtml><renderMultiMedia referencedObject="{web}/r"/>{more}</text></section>'
    "</component></structuredBody></component></ClinicalDocument>"
)
_DOCTYPES = (
    "",
    '<!DOCTYPE x SYSTEM "{web}/d.dtd">',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "{web}/e">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "{web}/p"> %p;]>',
)


@pytest.fixture
def spy():
    """An address on this computer, and how many connections came to it."""
    met, listening = [], socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            met.append(1)
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", met
    with socket.create_connection(listening.getsockname()):
        pass  # it does hear, were there anybody
    listening.close()


@pytest.fixture
def browser(monkeypatch):
    """What was opened outside of this program."""
    opened = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.toString()))
    return opened


def looked_at(window):
    """Paint it, let Qt do whatever it put off, point and click into the middle of it."""
    window.grab()
    QApplication.processEvents()
    for part in window.findChildren(QWidget):
        if part.isVisible():
            part.toolTip()
    QApplication.processEvents()


def test_no_letter_or_narrative_loads_anything_however_it_is_written(qtbot, view, given, spy, browser):
    web, met = spy
    for attack in (one.format(web=web) for one in ATTACKS):
        for read in (
            read_written([("Title", "generated", f"<div>{attack} words</div>")]),
            read_document(
                f"<html><body>{attack} words</body></html>".encode(), {"contentType": "text/html"}, "", ""
            ),
        ):
            view.show_document(given(kind=read.kind, html=read.html, text=read.text))
            looked_at(view)
            qtbot.mouseClick(view.body.currentWidget(), Qt.MouseButton.LeftButton)
        view.show_document(given(kind="html", html=f"{attack} nobody sanitised this"))
        looked_at(view)
    assert (met, browser) == ([], [])


@pytest.mark.parametrize("doctype", _DOCTYPES)
def test_no_cda_document_loads_anything(view, given, spy, browser, doctype):
    web, met = spy
    for more in ("", "&e;", "<img src='{web}/i'/>", "<script>fetch('{web}')</script>"):
        sent = _CDA.replace("{doctype}", doctype).replace("{more}", more).replace("{web}", web)
        read = read_document(sent.encode(), {"contentType": "application/hl7-cda+xml"}, "", "")
        view.show_document(given(kind=read.kind, html=read.html, text=read.text, words=read.words))
        looked_at(view)
        assert (read.kind == "unshowable") is bool(doctype or more == "&e;")

    assert (met, browser) == ([], [])


def test_no_title_name_or_note_is_read_as_markup_by_any_label(qtbot, opened, engine, spy, browser):
    web, met = spy
    bad = f"<img src='{web}/t'><img src='file:///etc/hostname'><a href='{web}/l'>click</a><b>bold</b>"
    row = Row(
        id="r002", order=(0.0, "a"), day=bad, when=bad, category=bad, title=bad, detail=bad, status=bad, sources=bad, marks=(bad,),
        place=("timeline",), domain="problems",
    )  # fmt: skip
    engine.say(sample.Rows(upserts=(row,), removes=(), total=len(sample.rows().upserts), generation=1))
    engine.say(
        sample.replace(
            sample.banner(), name=bad, address=bad, allergy_words=bad, practice=bad, differences=(bad,)
        )
    )
    engine.say(detail(title=bad, plain=(bad,), warnings=(bad,), notes=(bad,)))
    qtbot.wait(50)
    looked_at(opened)

    rich = [
        one.text()
        for one in opened.findChildren(QLabel)
        if one.textFormat() != Qt.TextFormat.PlainText and web in one.text()
    ]
    assert rich == []
    tips = [one.toolTip() for one in opened.findChildren(QWidget) if web in one.toolTip()]
    assert all("<img" not in tip and "<a " not in tip for tip in tips)
    assert (met, browser) == ([], [])


def test_only_signing_in_can_open_anything_outside_and_it_names_the_host():
    root = Path(__file__).parents[3] / "viewer"
    reaching = re.compile(
        r"QDesktopServices|openUrl|webbrowser|os\.startfile|xdg-open|setOpenExternalLinks\(True|setOpenLinks\(True"
    )
    found = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if reaching.search(file.read_text("utf-8"))
    }

    assert found == {"ui/sources/sign_in_dialog.py", "cli/signing.py"}
    for file in found:  # only the page of a source's own sign-in, after a key of the person; the host is said
        assert re.search(r"urlsplit\(.*url\)\.hostname", (root / file).read_text("utf-8"))
