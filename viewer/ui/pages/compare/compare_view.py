"""The page that compares: what with what, how many stand under each verdict, then every line side by side."""

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.record.pages.compare.body import ComparePage
from viewer.record.pages.compare.page import DATES, SOURCES
from viewer.ui.lists.asking import NoticeWords
from viewer.ui.lists.filter_notice import FilterNotice
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, selectable
from viewer.ui.look.theme import Theme
from viewer.ui.pages.as_at_bar import moment_of
from viewer.ui.pages.compare.compare_model import CompareModel
from viewer.ui.pages.compare.compare_table import CompareTable
from viewer.ui.pages.page_view import PageView

_NAME = "Compare"
_HEADING = "This line is a heading: it has no detail"
_BEFORE = "What stands here was compared before the record changed."
_WHOLE = 100
_BY = (("Two sources", SOURCES), ("Two dates", DATES))
_FIELDS = (
    ("First day", "21-Nov-2026", 120),
    ("First time", "02:10", 70),
    ("Second day", "22-Nov-2026", 120),
    ("Second time", "02:10", 70),
)
_UTC = ZoneInfo("UTC")


class CompareView(PageView):
    """Two sides and a table. Every line opens its entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self._page = ComparePage(by=SOURCES)
        self._settled, self._again = True, False
        self.heading, self.problem = label(_NAME, "heading"), label("", "notice")
        self.notes = selectable(label("", "small"), "Counts and limits of this comparison")
        self.by, self.a, self.b, self.verdicts = (QComboBox() for _ in range(4))
        self.fields = [QLineEdit() for _ in _FIELDS]
        self.compare = button(_NAME, name="Compare these two moments")
        self.notice = FilterNotice()
        self.model = CompareModel(self)
        self.table = CompareTable(self.model, theme)
        self._rings = [FocusRing(field) for field in self.fields]
        self._name()
        self._lay_out()
        self._wire()
        self.clear()

    def _name(self) -> None:
        for words, key in _BY:
            self.by.addItem(words, key)
        for part, name in (
            (self.by, "What is compared"),
            (self.a, "First source"),
            (self.b, "Second source"),
            (self.verdicts, "Go to a verdict"),
        ):
            part.setAccessibleName(name)
            part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for field, (name, hint, _) in zip(self.fields, _FIELDS, strict=True):
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            field.setMaxLength(20)
        self.notice.why.hide()

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setAccessibleName("What is compared with what")
        line = FlowLayout(bar, spacing=6)
        for part in (self.by, self.a, self.b, *self.fields, self.compare, self.verdicts):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 4, 3)
        column.setSpacing(3)
        for part in (self.heading, bar, self.notes, self.problem, self.notice):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._size()

    def _wire(self) -> None:
        self.by.activated.connect(lambda _place: self._turn())
        for box in (self.a, self.b):
            box.activated.connect(lambda _place: self._ask())
        for field in self.fields:
            field.returnPressed.connect(self._ask)
        self.compare.clicked.connect(self._ask)
        self.verdicts.activated.connect(self._go)
        self.table.opened.connect(self._open)
        self.table.copied.connect(self.copied)
        self.notice.cleared.connect(self.filter_dropped)
        self.theme.changed.connect(self._size)

    def _size(self) -> None:
        for field, (_, _, width) in zip(self.fields, _FIELDS, strict=True):
            field.setFixedWidth(self.theme.px(width))

    # ---- what is asked -----------------------------------------------------------------------

    def _turn(self) -> None:
        """Sources or dates: what belongs to the other is hidden."""
        by_dates = self.by.currentData() == DATES
        for box in (self.a, self.b):
            box.setVisible(not by_dates)
        for part in (*self.fields, self.compare):
            part.setVisible(by_dates)
        if by_dates != (self._page.by == DATES):
            self.options_changed.emit({"by": self.by.currentData()})
        if by_dates and not self.fields[0].text():
            self.fields[0].setFocus()

    def _ask(self) -> None:
        if self.by.currentData() == SOURCES:
            self.options_changed.emit({"by": SOURCES, "a": self.a.currentData(), "b": self.b.currentData()})
            return
        sides = []
        for place in (0, 2):
            moment = moment_of(self.fields[place].text(), self.fields[place + 1].text(), _UTC)
            if isinstance(moment, str):
                self.said.emit(moment)
                self.fields[place].setFocus()
                return
            sides.append(moment.replace(tzinfo=None).isoformat())
        self.options_changed.emit({"by": DATES, "a": sides[0], "b": sides[1]})
        self.table.setFocus()

    def _go(self, place: int) -> None:
        headings = self.model.headings()
        if 0 < place <= len(headings):
            index = self.model.index(headings[place - 1], 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, CompareTable.ScrollHint.PositionAtTop)
            self.table.setFocus()

    def _open(self, place: int) -> None:
        entry = self.model.entry_at(place)
        if entry:
            self.entry_chosen.emit(entry)
        else:
            self.said.emit(_HEADING)

    # ---- what is shown -----------------------------------------------------------------------

    @override
    def clear(self) -> None:
        self.setEnabled(True)
        for field in self.fields:
            field.clear()
        self._put(ComparePage(by=SOURCES, problem="Nothing is read yet."), settled=True)

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        page = given.body
        if not isinstance(page, ComparePage):
            return
        if page.share < _WHOLE and page.compares(self._page):
            self._say_again(page)
        elif self._again or (page, given.settled) != (self._page, self._settled):
            self._put(page, settled=given.settled)

    def _say_again(self, page: ComparePage) -> None:
        """The same is compared again, of what the record holds now: what stands here stays, and says so."""
        self._again = True
        self.heading.setText(f"{self._page.heading} so far")
        self.problem.setText(f"{page.problem}. {_BEFORE}")
        self.problem.show()

    def _put(self, page: ComparePage, *, settled: bool) -> None:
        chosen = self.model.entry_at(self.table.currentIndex().row())
        self._page, self._settled, self._again = page, settled, False
        self.by.setCurrentIndex(self.by.findData(page.by))
        for box, key in ((self.a, page.a), (self.b, page.b)):
            box.clear()
            for source, name in page.choices:
                box.addItem(name, source)
            box.setCurrentIndex(box.findData(key))
        self._turn()
        self.heading.setText(f"{page.heading}{'' if settled or page.problem else ' so far'}")
        for part, words in (
            (self.problem, page.problem),
            (self.notes, " ".join(filter(None, (page.sums, *page.notes)))),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self.model.show_page(page)
        self._show_verdicts()
        if (place := self.model.place_of(chosen)) >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._say_filter()

    def _show_verdicts(self) -> None:
        self.verdicts.clear()
        self.verdicts.addItem("Go to ...")
        for place in self.model.headings():
            self.verdicts.addItem(self.model.spot(place).section.heading)
        self.verdicts.setVisible(self.verdicts.count() > 1)

    @override
    def set_words(self, words: str) -> None:
        self.model.set_words(words.strip())
        self._say_filter()

    def _say_filter(self) -> None:
        words = self.model.words
        said = f'Filter "{words}": {self.model.shown:,} of {self._page.total:,} shown' if words else ""
        self.notice.say(NoticeWords(said))

    @override
    def panes(self) -> list[QWidget]:
        return [self.table, self.by]
