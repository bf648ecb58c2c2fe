"""What was on the screen when: asked for from the menu, shown in a dialog, saved as every file is."""

from collections.abc import Callable

from viewer.engine.shown_messages import ShownMoments
from viewer.ui.look.theme import Theme
from viewer.ui.shown.shown_dialog import ShownDialog
from viewer.ui.window.window_parts import WindowParts

NO_RECORD = "There is no record on screen."


class ShownParts:
    """One for a window; the engine is told of each page that is turned to. ``save`` asks where to."""

    def __init__(self, window: WindowParts, theme: Theme, save: Callable[[], object]) -> None:
        self._window, self._theme, self._ask_to_save = window, theme, save
        self._waits = False
        talk, tabs = window.session.shown, window.record.tabs
        talk.told.connect(self._show)
        tabs.currentChanged.connect(lambda _place: talk.turn(tabs.key()))
        window.session.opened.connect(self._forget)

    def ask(self) -> None:
        """Show the moments of the record on screen."""
        if not self._window.shows_record:
            self._window.say(NO_RECORD)
            return
        self._waits = True
        self._window.session.shown.ask()

    def _forget(self) -> None:
        self._waits = False

    def _show(self, told: ShownMoments) -> None:
        if not self._waits:
            return
        self._waits = False
        dialog = ShownDialog(told, self._theme, self._window.record)
        dialog.export_wanted.connect(lambda: self._save(dialog))
        self._window.dialogs.show(dialog)

    def _save(self, dialog: ShownDialog) -> None:
        dialog.accept()
        self._ask_to_save()
