import sys

from viewer.ui.pages.results.warming import warm


def test_it_is_read_in_once():
    first = warm()
    first.join(60)

    assert "pyqtgraph" in sys.modules
    assert warm() is first
