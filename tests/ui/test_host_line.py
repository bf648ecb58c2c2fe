from viewer.ui.host_line import HostLine


def test_the_line_is_there_only_while_host_and_screen_may_differ(qtbot, theme):
    line = HostLine(theme)
    qtbot.addWidget(line)
    assert line.isHidden()
    line.say("Not in step with Ward system")
    assert not line.isHidden()
    assert line.words.accessibleName() == "Not in step with Ward system"
    line.say("")
    assert line.isHidden()
