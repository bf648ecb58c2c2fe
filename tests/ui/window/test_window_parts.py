import inspect

from viewer.ui.main_window import MainWindow
from viewer.ui.window.window_parts import WindowParts


def test_the_window_has_every_part_that_is_asked_of_it(window):
    wanted = {name for name, _ in inspect.getmembers(WindowParts) if not name.startswith("_")}
    wanted |= set(WindowParts.__annotations__)
    assert isinstance(window, MainWindow)
    assert all(hasattr(window, name) for name in wanted)
