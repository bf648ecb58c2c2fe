"""What of a filter is said above a record: the filter where its list stands far below, and what stays now."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.lists.asking import NoticeWords
from viewer.ui.lists.filter_notice import FilterNotice
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.record.glance_page import GlancePage


class NoticeAbove(QWidget):
    """The body of a record with room above it, which does not scroll away (CMP-09)."""

    def __init__(self, body: GlancePage) -> None:
        super().__init__()
        self.setAccessibleName("Record")
        self._body, self._noticed = body, NoticeWords()
        self.notice = FilterNotice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notice.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.notice)
        column.addWidget(body, 1)
        timeline = body.timeline
        timeline.noticed.connect(self._take)
        timeline.filter_changed.connect(self._say_now)
        body.arranged.connect(self._say)
        self.notice.cleared.connect(timeline.clear_filter)
        self.notice.words_wanted.connect(timeline.notice.words_wanted)
        self.notice.why_wanted.connect(timeline.notice.why_wanted)

    def _take(self, said: NoticeWords) -> None:
        self._noticed = said
        self._say()

    def _say(self) -> None:
        """At a glance in one column the list that is filtered stands below four others.

        What was not searched is said there and under Why not?: room above is dear at twice the size of text.
        """
        below = self._body.one_column and self._body.timeline.filter.page == "glance"
        self.notice.say(replace(self._noticed, reach="") if below else NoticeWords())

    def _say_now(self, asked: RowFilter) -> None:
        for part in self._body.lists.values():
            part.say_aside(asked.not_as_at)
        self._say()
