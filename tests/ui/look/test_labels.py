"""Plain words only."""

from PySide6.QtCore import Qt

from viewer.ui.look.labels import OneLine, button, label, restyle, selectable, tip, tool_button


def test_a_record_can_never_style_a_label(qtbot):
    made = label("<b>bold</b>", "heading")
    qtbot.addWidget(made)

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>bold</b>"


def test_values_can_be_selected_by_keyboard(qtbot):
    made = selectable(label("x"), "Value")
    qtbot.addWidget(made)

    assert made.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert made.accessibleName() == "Value"


def test_buttons_have_names(qtbot):
    for made in (button("&Save"), tool_button("Menu", "plain")):
        qtbot.addWidget(made)
        assert made.accessibleName() in {"Save", "Menu"}


def test_a_role_can_change(qtbot):
    made = label("x")
    qtbot.addWidget(made)
    restyle(made, "error")
    restyle(made, "error")

    assert made.property("role") == "error"


def test_words_that_want_one_line_wrap_only_where_there_is_no_room(qtbot):
    words = OneLine("Address differs: 5 Station Yard, Northmoor", "strong")
    qtbot.addWidget(words)

    assert words.sizeHint().height() < 30
    assert words.heightForWidth(words.sizeHint().width() + 10) < 30
    assert words.heightForWidth(90) > 40
    assert words.minimumSizeHint().width() < 50


def test_enter_presses_a_button_as_space_does(qtbot):
    pressed = []
    for made in (button("Save"), tool_button("Menu", "plain")):
        qtbot.addWidget(made)
        made.clicked.connect(lambda: pressed.append("clicked"))
        qtbot.keyClick(made, Qt.Key.Key_Return)
        qtbot.keyClick(made, Qt.Key.Key_Space)

    assert pressed == ["clicked"] * 4


def test_an_abbreviation_in_our_words_is_told_in_full_to_pointer_and_ear(qtbot):
    made = label("NHS number", "strong")
    qtbot.addWidget(made)

    assert made.toolTip() == "NHS: National Health Service"
    assert made.accessibleDescription() == made.toolTip()
    assert label("Family name").toolTip() == ""


def test_a_tooltip_never_loads_what_a_record_names():
    said = "Urine <img src='file:///tmp/x'>\nsecond line"

    assert tip(said).startswith("<span>Urine &lt;img")
    assert tip(said).endswith("<br>second line</span>")
    assert tip("an entity &lt;b&gt;").startswith("<span>")
    assert tip("about 7 mmol/L & more") == "about 7 mmol/L & more"
