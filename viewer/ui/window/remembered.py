"""What the window remembers of how the person likes it: colours, size of text, its own size; no patient."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.errors import SettingsError, StoreError
from viewer.store.settings import Settings, load, save, settings_file
from viewer.ui.look.theme import Theme

MAXIMISED = "maximised"
_SIZE = re.compile(r"(\d{3,5})x(\d{3,5})")


def apply(settings: Settings, window: QWidget, theme: Theme) -> None:
    """Let the window look as it did; a size that does not fit the screen is cut by the system."""
    theme.lane_order = tuple(filter(None, settings.lanes.split("\n")))
    theme.choose(settings.look, settings.text_percent)
    size = _SIZE.fullmatch(settings.window)
    if size:
        window.resize(int(size[1]), int(size[2]))
    if settings.window == MAXIMISED:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def noted(settings: Settings, window: QWidget, theme: Theme) -> Settings:
    """The settings with what the person has chosen since."""
    size = MAXIMISED if window.isMaximized() else f"{window.width()}x{window.height()}"
    lanes = "\n".join(theme.lane_order)
    return replace(settings, look=theme.look, text_percent=theme.percent, window=size, lanes=lanes)


@dataclass(frozen=True, slots=True)
class Kept:
    """The settings as they were read. ``file`` None: nothing is remembered (the demo, pictures, tests).

    ``problem``: why the file could not be read; it is then said and never written over.
    """

    settings: Settings = field(default_factory=Settings)
    file: Path | None = None
    problem: str = ""

    @classmethod
    def read(cls, file: Path | None = None) -> "Kept":
        """Read this OS user's settings; never raises."""
        file = file or settings_file()
        try:
            return cls(load(file), file)
        except SettingsError as error:
            return cls(Settings(), file, f"{error.what}. {error.advice}".strip())

    def apply(self, window: QWidget, theme: Theme, say: Callable[[str], None]) -> None:
        """Let the window look as it did, and say what could not be read."""
        apply(self.settings, window, theme)
        if self.problem:
            say(self.problem)

    def write(self, window: QWidget, theme: Theme) -> None:
        """Remember how it looks now; where that cannot be written it looks as before the next time."""
        if self.file is not None and not self.problem:
            with contextlib.suppress(SettingsError, StoreError):
                save(self.file, noted(self.settings, window, theme))
