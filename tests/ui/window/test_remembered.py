"""How the window looked is how it looks again."""

from PySide6.QtWidgets import QWidget

from viewer.store.settings import Settings
from viewer.ui.window.remembered import MAXIMISED, Kept, apply, noted


def test_what_was_chosen_comes_back(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    apply(Settings(look="dark", text_percent=150, window="1200x640"), window, theme)

    assert (theme.look, theme.percent, window.width(), window.height()) == ("dark", 150, 1200, 640)
    assert noted(Settings(time_zone="UTC"), window, theme) == Settings(
        time_zone="UTC", look="dark", text_percent=150, window="1200x640"
    )


def test_a_whole_screen_comes_back_and_nonsense_changes_nothing(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    apply(Settings(look="pink", text_percent=7, window="99999999x1"), window, theme)
    assert (theme.look, theme.percent, window.width()) == ("workstation", 100, 900)
    apply(Settings(window=MAXIMISED), window, theme)

    assert window.isMaximized()
    assert noted(Settings(), window, theme).window == MAXIMISED


def test_a_damaged_file_is_said_and_not_written_over(qtbot, theme, tmp_path):
    window, said = QWidget(), []
    qtbot.addWidget(window)
    file = tmp_path / "settings.json"
    file.write_text("{")
    kept = Kept.read(file)
    kept.apply(window, theme, said.append)
    kept.write(window, theme)

    assert file.read_text() == "{"
    assert said
    assert "settings file" in said[0]


def test_what_was_written_is_read_again_and_the_demo_writes_nothing(qtbot, theme, tmp_path):
    window, said = QWidget(), []
    qtbot.addWidget(window)
    window.resize(1000, 650)
    theme.choose("high contrast", 125)
    theme.lane_order = ("results", "problems")
    file = tmp_path / "settings.json"
    Kept().write(window, theme)
    assert not file.exists()
    Kept.read(file).write(window, theme)
    theme.choose("light", 100)
    theme.lane_order = ()
    Kept.read(file).apply(window, theme, said.append)

    assert theme.lane_order == ("results", "problems")
    assert (theme.look, theme.percent, said) == ("high contrast", 125, [])
