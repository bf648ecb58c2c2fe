"""Finding in what is on screen: by the view itself in text, by the engine in pages."""

from viewer.engine.document_messages import FoundInDocument

SPOT = ((10.0, 20.0, 30.0, 10.0),)


def type_words(view, words):
    view.tools.finder.field.setText(words)
    view.tools.finder._seek()


def test_text_is_searched_in_place_and_goes_round(qtbot, view, given):
    view.show_document(given(text="aspirin and aspirin"))
    type_words(view, "ASPIRIN")
    assert view.tools.finder.count.text() == "1 of 2"

    view.finding.step(1)
    view.finding.step(1)
    assert view.tools.finder.count.text() == "1 of 2"
    view.finding.step(-1)
    assert view.tools.finder.count.text() == "2 of 2"
    type_words(view, "none")
    assert view.tools.finder.count.text() == "Not found"
    type_words(view, "")
    assert view.tools.finder.count.text() == ""


def test_pages_are_searched_by_the_engine(qtbot, view, given):
    view.show_document(given(kind="pdf", pages=((595.0, 842.0),) * 3))
    with qtbot.waitSignal(view.find_wanted) as wanted:
        type_words(view, "aspirin")
    assert wanted.args == ["aspirin"]
    assert view.tools.finder.count.text() == "Looking ..."

    view.show_finds(
        FoundInDocument(
            ticket=1, sought="aspirin", finds=((0, SPOT), (2, SPOT)), words="1 page is a picture."
        )
    )
    assert view.tools.finder.count.text() == "1 of 2. 1 page is a picture."
    assert view.sheets.sheets[0].here == SPOT

    qtbot.waitUntil(lambda: view.sheets.verticalScrollBar().maximum() > 0)
    view.finding.step(1)
    assert view.sheets.sheets[2].here == SPOT
    assert view.sheets.verticalScrollBar().value() > 0


def test_an_answer_about_other_words_is_dropped(view, given):
    view.show_document(given(kind="pdf", pages=((595.0, 842.0),)))
    type_words(view, "new")
    view.show_finds(FoundInDocument(ticket=1, sought="old", finds=((0, SPOT),)))

    assert view.tools.finder.count.text() == "Looking ..."


def test_where_nothing_can_be_searched_nothing_is_said(view, given):
    view.show_document(given(kind="pointer", words="Pointer only"))
    view.finding.seek("x")
    view.finding.step(1)

    assert view.tools.finder.isHidden()
