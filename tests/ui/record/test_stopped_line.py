"""What stands above a record that cannot be relied on any more."""

from viewer.ui.record.stopped_line import StoppedLine


def test_a_miscount_is_said_and_taken_back_and_what_else_was_said_stays(qtbot):
    line = StoppedLine()
    qtbot.addWidget(line)
    line.say_miscount("")
    assert line.isHidden()
    line.say_miscount("3 rows were lost.")
    assert line.text() == line.accessibleName() == "3 rows were lost."
    line.say_miscount("")
    assert line.isHidden()
    line.say_stop("The engine stopped.")
    line.say_miscount("")
    assert not line.isHidden()
    assert line.text() == "The engine stopped."
