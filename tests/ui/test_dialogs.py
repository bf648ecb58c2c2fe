"""Every dialog in one place."""


def test_dialogs_close_together_and_are_forgotten(window):
    window.dialogs.show_help()
    window.dialogs.show_endpoints()
    window.dialogs.show_link("nobody")
    assert len(window.dialogs._open) == 3
    window.dialogs.close_all()

    assert window.dialogs._open == []
    assert window.dialogs.endpoints is None


def test_what_a_closed_dialog_would_hear_is_passed_over(window):
    window.dialogs.show_refusal("words")
    assert window.dialogs.endpoints is None
