"""How the list is grouped and what of it the engine has answered: until it has, rows stand by date."""

from PySide6.QtCore import QObject, Signal

from viewer.engine.group_messages import Groups
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.grouping import ASKED
from viewer.ui.lists.list_groups import ListGroups
from viewer.ui.lists.timeline_model import TimelineModel


class GroupAsking(QObject):
    """Signals: ``wanted(str)``: the engine is to be asked; "": nothing any more. ``said_otherwise()``."""

    wanted = Signal(str)
    said_otherwise = Signal()

    def __init__(self, model: TimelineModel, view: EntryView, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._view = model, view
        self.by = ""
        self._due = self._given = False

    @property
    def order(self) -> str:
        """In which order all rows stand, in words."""
        if self._given:
            return f"newest {self.by} first"
        return "newest first; lists last"

    @property
    def before(self) -> str:
        """What entries above one are beside it, in a word: in groups they need not be newer."""
        return "more" if self._given else "newer"

    def choose(self, by: str) -> None:
        """Group by something else, a key of ``GROUPS``; what is selected stays so and is shown."""
        was, self.by, self._due = self.by, by, False
        chosen = self._view.selected_entry()
        self._given = False
        self._model.group_by(ListGroups(by, beside=_waiting(by)))
        if chosen:
            self._view.select_entry(chosen)
        self._view.settle()
        if by in ASKED or was in ASKED:
            self.wanted.emit(by if by in ASKED else "")
        self.said_otherwise.emit()

    def take(self, said: Groups) -> None:
        """The engine has answered; what is not asked any more is not shown."""
        if said.by != self.by:
            return
        from viewer.ui.lists.groups_given import GroupsGiven  # loads numpy

        self._given = bool(said.titles)
        chosen, top, anchor = self._view.selected_entry(), self._view.at_top, self._view.anchor()
        given = GroupsGiven(said) if said.titles else None
        self._model.group_by(ListGroups(self.by, given, ". ".join(said.notes)))
        if chosen:
            self._view.select_entry(chosen)
        self._view.scrollToTop() if top else self._view.hold(anchor)
        self._view.settle()
        self.said_otherwise.emit()

    def clear(self) -> None:
        """Another record, or the same one anew: rows have other numbers."""
        self._due, self._given = self.by in ASKED, False
        self._model.group_by(ListGroups(self.by, beside=_waiting(self.by)))

    def ask_again(self) -> None:
        """All rows are in: ask where the answer was lost."""
        if self._due:
            self._due = False
            self.wanted.emit(self.by)


def _waiting(by: str) -> str:
    return f"By date until it is known which {by} each entry belongs to" if by in ASKED else ""
