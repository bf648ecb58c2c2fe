"""Words on the clipboard say of themselves that no history is to keep them."""

import pytest

from viewer.ui.session.secret_mime import marks, secret_mime


@pytest.mark.parametrize(
    ("platform", "name", "value"),
    [
        ("linux", "x-kde-passwordManagerHint", b"secret"),
        ("win32", "ExcludeClipboardContentFromMonitorProcessing", b"1"),
        ("win32", "CanIncludeInClipboardHistory", bytes(4)),
        ("win32", "CanUploadToCloudClipboard", bytes(4)),
    ],
)
def test_each_system_s_own_mark_stands_beside_the_words(platform, name, value):
    made = secret_mime("Potassium 5.9 mmol/L", platform)

    assert made.text() == "Potassium 5.9 mmol/L"
    assert bytes(made.data(name).data()) == value
    assert not made.hasHtml()


def test_where_qt_cannot_write_the_mark_there_are_the_words_alone():
    assert marks("darwin") == {}
    assert secret_mime("words", "darwin").formats() == ["text/plain"]
