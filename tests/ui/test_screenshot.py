"""A picture only of a whole record."""

from tests.ui import sample_messages as sample
from viewer.ui import screenshot
from viewer.ui.screenshot import Screenshot


def test_it_waits_for_the_record_and_saves_it(qtbot, window, engine, tmp_path):
    picture = Screenshot(window, str(tmp_path / "record.png"))
    window.open_patient((("gp", "Patient/gp-1", False),))
    engine.say(sample.banner(), sample.rows(), sample.glance(settled=False))
    with qtbot.waitSignal(picture.taken) as taken:
        engine.say(sample.glance())

    assert taken.args == [0]
    assert (tmp_path / "record.png").stat().st_size > 10_000


def test_a_place_that_takes_no_picture_is_said(qtbot, opened, engine, tmp_path, capsys):
    picture = Screenshot(opened, str(tmp_path / "nowhere" / "record.png"))
    with qtbot.waitSignal(picture.taken) as taken:
        engine.say(sample.glance())

    assert taken.args == [1]
    assert "cannot be saved" in capsys.readouterr().err


def test_a_record_that_never_completes_ends_in_words(qtbot, window, capsys, monkeypatch):
    monkeypatch.setattr(screenshot, "_LIMIT_S", -1.0)
    picture = Screenshot(window, "unused.png")
    with qtbot.waitSignal(picture.taken) as taken:
        pass

    assert taken.args == [1]
    assert "not complete in time" in capsys.readouterr().err
