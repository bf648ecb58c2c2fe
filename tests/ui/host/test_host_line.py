from viewer.ui.host.host_line import HostLine


def test_the_line_is_there_only_while_host_and_screen_may_differ(qtbot, theme):
    line = HostLine(theme)
    qtbot.addWidget(line)
    assert line.isHidden()
    line.say("Not in step with Ward system")
    assert not line.isHidden()
    assert line.words.accessibleName() == "Not in step with Ward system"
    line.say("")
    assert line.isHidden()


def test_a_wrong_patient_has_not_the_colour_of_a_plan(qtbot, theme):
    line = HostLine(theme)
    qtbot.addWidget(line)
    line.setStyleSheet(theme.stylesheet())
    line.say("Ward system shows another patient than this screen.", offer=True)
    line.resize(900, 40)

    assert line.grab().toImage().pixelColor(3, 3) == theme.colour("bad")
    with qtbot.waitSignal(line.show_wanted):
        line.show_button.click()
    line.lock(True)
    assert line.isHidden()
    line.lock(False)
    assert not line.isHidden()
    assert not line.show_button.isHidden()
