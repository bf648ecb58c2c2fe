"""What can be opened has a button that says what it is, and from whom where there are several."""

from viewer.engine.document_messages import DocumentOffer
from viewer.ui.documents.open_buttons import OpenButtons

PDF = DocumentOffer(
    part=0, source_name="GP", title="Scan", words="PDF · 34 KB (34816 bytes) · content included"
)
OWN = DocumentOffer(
    part=1, source_name="GP", title="The source's own text", words="made by the source", narrative=True
)


def test_each_offer_opens_its_own_part(qtbot):
    buttons = OpenButtons()
    qtbot.addWidget(buttons)
    buttons.show_offers("e", (PDF, OWN))

    assert [one.text() for one in buttons.buttons] == ["Open the document: PDF", "Read the source's own text"]
    with qtbot.waitSignal(buttons.open_wanted) as wanted:
        buttons.buttons[1].click()
    assert wanted.args == ["e", 1]
    assert buttons.first_document() is buttons.buttons[0]


def test_sources_are_named_where_there_are_several(qtbot):
    buttons = OpenButtons()
    qtbot.addWidget(buttons)
    other = DocumentOffer(part=1, source_name="A & B", title="", words="no content sent")
    buttons.show_offers("e", (PDF, other))

    assert buttons.buttons[1].accessibleName() == "Open the document (A & B)"
    assert buttons.buttons[1].text() == "Open the document (A && B)"


def test_nothing_to_open_is_nothing_shown(qtbot):
    buttons = OpenButtons()
    qtbot.addWidget(buttons)
    buttons.show_offers("e", (OWN,))
    assert buttons.first_document() is None

    buttons.show_offers("", ())
    assert buttons.isHidden()


def test_what_is_offered_already_keeps_its_button(qtbot):
    buttons = OpenButtons()
    qtbot.addWidget(buttons)
    buttons.show_offers("e", (PDF,))
    first = buttons.buttons[0]
    buttons.show_offers("e", (PDF,))
    assert buttons.buttons[0] is first

    buttons.show_offers("f", (PDF,))
    assert buttons.buttons[0] is not first
