"""The head of every list: what it holds and how many, and below it how complete that is, in words."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.ui.labels import label
from viewer.ui.short_label import ShortLabel


class ListHeading(QWidget):
    """Two lines: heading with count, and the completeness sentence."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = label(heading, "heading")
        self.completeness = ShortLabel("small", 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 4, 5, 4)
        column.setSpacing(0)
        self._beside = label("", "small", wrap=False)
        first = QHBoxLayout()
        first.addWidget(self.heading, 1)
        first.addWidget(self._beside)
        column.addLayout(first)
        self._line = QHBoxLayout()
        self._line.addWidget(self.completeness, 1)
        column.addLayout(self._line)
        self.setAccessibleName(heading)

    def keep_room(self, *notices: QWidget) -> None:
        """Give notices a lasting place in the second line, so that rows below keep still."""
        for notice in notices:
            policy = notice.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            notice.setSizePolicy(policy)
            self._line.addWidget(notice)

    def say_beside(self, words: str) -> None:
        """A few words at the right of the heading."""
        self._beside.setText(words)

    def say(self, heading: str, completeness: str) -> None:
        """Put the words; an empty second line takes no room."""
        self.heading.setText(heading)
        self.completeness.say(completeness)
        self.completeness.setVisible(bool(completeness) or self._line.count() > 1)
        self.setAccessibleName(f"{heading}. {completeness}")
