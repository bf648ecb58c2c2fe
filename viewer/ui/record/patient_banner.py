"""Who is on the screen: name, born (age), gender, NHS number, always in this order (CUI-01, CUI-02)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Banner
from viewer.ui.look.labels import OneLine, button, label, selectable, tip
from viewer.ui.look.theme import Theme
from viewer.ui.record.allergy_label import AllergyLabel

_HEIGHT_PX = 60
_ALLERGY_PX = 300
_NARROW_PX = 1000
_NAME_PX = 180  # a name may wrap, but not letter by letter
_GAP_PX, _LEFT_PX, _RIGHT_PX = 22, 14, 8
_SMALL_PX, _SMALL_HIGH_PX = 640, 400  # of the window, in real pixels: then who it is has to be enough
_LONG = 30  # letters; a longer value wraps where it has no room
_DEFINED = {
    "Born": "Date of birth as the leading source states it, with the age on today's date in brackets.",
    "Gender": "Administrative gender as recorded. Not for clinical judgement.",
    "NHS No.": "The patient's NHS number. Copy gives ten digits, or three groups with spaces.",
}


class Field(QWidget):
    """A small label over its value, which can be selected and copied (CUI-18)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.caption = label(name, "label", wrap=False)
        self.value = selectable(label("", "value", wrap=False), name)
        self.note = OneLine("", "label")
        for part in (self, self.caption, self.value):  # the note's is its own words
            part.setToolTip(_DEFINED.get(name, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addStretch(1)
        for part in (self.caption, self.value, self.note):
            column.addWidget(part)
        column.addStretch(1)

    def say(self, value: str, note: str = "") -> None:
        """Put the value; an unknown one reads so (CUI-10)."""
        words = value or "Not recorded"
        self.value.setWordWrap(len(words) > _LONG)
        self.value.setText(words)
        self.note.setText(note)
        self.note.setToolTip(tip(note))
        self.note.setAccessibleName(note or f"Note on {self._name}")
        self.note.setVisible(bool(note))
        self.value.setAccessibleName(f"{self._name} {words} {note}".strip())
        self.value.setAccessibleDescription(_DEFINED.get(self._name, ""))
        self.setAccessibleName(f"{self._name} {words}")


def _stacked(name: str, *parts: QWidget) -> QWidget:
    """Parts below each other, together in the middle."""
    made = QWidget()
    made.setAccessibleName(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made


class PatientBanner(QWidget):
    """Signals: ``text_copied(str)`` when the NHS number is to go to the clipboard."""

    text_copied = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = theme
        self._dead = False
        self._digits = ""
        self.name = selectable(label("", "name"), "Name")
        self.preferred = label("", "label")
        self.born, self.gender, self.number = Field("Born"), Field("Gender"), Field("NHS No.")
        self.marks = label("", "mark", wrap=False)
        self.restricted = label("", "mark")
        self.allergies = AllergyLabel(theme)
        self.more = button("More", name="More about the patient: address, practice, differences")
        self.more.setCheckable(True)
        self.zone_two = selectable(label("", "label"), "More about the patient")
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        self._names = _stacked("Names", self.name, self.preferred)
        marks = _stacked("Marks", self.marks, self.restricted, self.more)
        for mark in (self.marks, self.restricted, self.more):
            marks.layout().setAlignment(mark, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        self._fields = QWidget()
        self._fields.setAccessibleName("Born, gender, NHS number")
        line = QHBoxLayout(self._fields)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP_PX)
        for part in (self.born, self.gender, self.number, marks):
            line.addWidget(part)
        line.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT_PX, 0, _RIGHT_PX, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        column.addWidget(self.zone_two)
        self._narrow: bool | None = None
        self._arrange()

    @property
    def micro(self) -> bool:
        """CUI-22: only name, birth and NHS number stand in a small window, until "More" is asked for."""
        window = self.window()
        small = window.width() < _SMALL_PX or window.height() < _SMALL_HIGH_PX
        return window is not self and small and not self.more.isChecked()

    def _show_fields(self) -> None:
        """Marks of a test or restricted patient stay in every window: they are nothing clinical."""
        self.gender.setVisible(not self.micro)
        self.allergies.setVisible(not self.micro)
        self.preferred.setVisible(not self.micro and bool(self.preferred.text()))

    def _arrange(self) -> None:
        """One line where there is room; else names and allergies above the other fields (A11Y-04)."""
        self._show_fields()
        names = max(self._names.minimumSizeHint().width(), self._theme.px(_NAME_PX))
        needed = names + self._fields.minimumSizeHint().width() + self.allergies.width() + 2 * _GAP_PX
        narrow = self.width() < max(self._theme.px(_NARROW_PX), needed + _LEFT_PX + _RIGHT_PX)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for part in (self._names, self._fields, self.allergies):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._names, 0, 0)
        self._grid.addWidget(self._fields, 1 if narrow else 0, 0 if narrow else 1, 1, 2 if narrow else 1)
        self._grid.addWidget(self.allergies, 0, 1 if narrow else 2)

    def _wire(self) -> None:
        self.more.toggled.connect(self.zone_two.setVisible)
        self.more.toggled.connect(lambda _on: self._arrange())
        self.number.value.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, spaced in (("Copy NHS number as 10 digits", False), ("Copy NHS number as 3-3-4", True)):
            action = QAction(text, self)
            action.triggered.connect(lambda _on=False, wide=spaced: self.copy_number(spaced=wide))
            self.number.value.addAction(action)
        self._theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Sizes of the present theme."""
        self.setMinimumHeight(self._theme.px(_HEIGHT_PX))
        self.allergies.setFixedWidth(self._theme.px(_ALLERGY_PX))
        self.allergies.restyle()
        self._arrange()
        self.update()

    def clear(self) -> None:
        """No patient's word stays; the record is being opened."""
        self.show_banner(Banner(name="Opening the record ...", born="Not read yet", gender="Not read yet",
                                nhs_number="Not read yet", marking="", allergy_label="Allergies unavailable",
                                allergy_words="not read yet"))  # fmt: skip
        self.more.setChecked(False)

    def show_banner(self, banner: Banner) -> None:
        """Put the banner as the engine says it."""
        self._dead = bool(banner.died)
        self._digits = "".join(filter(str.isdigit, banner.nhs_number))
        self.name.setText(banner.name or "Name not recorded")
        self.name.setAccessibleName(f"Name {self.name.text()}")
        self._put(self.preferred, f"Preferred name {banner.preferred}" if banner.preferred else "")
        self._say_born(banner)
        self.gender.say(banner.gender)
        self.number.say(banner.nhs_number, banner.nhs_note)
        marks = [banner.marking.upper()] if banner.marking in {"demo", "sandbox"} else []
        marks += ["TEST PATIENT"] if banner.test_patient else []
        self._put(self.marks, " · ".join(marks))
        self._put(self.restricted, banner.restricted)
        self.allergies.say(banner.allergy_label, banner.allergy_words)
        self._say_more(banner)
        self.setAccessibleName(f"Patient: {self.name.text()}")
        self._arrange()
        self.update()

    def _say_born(self, banner: Banner) -> None:
        if banner.died:
            death = f"Died {banner.died}" + (
                f"  Age at Death {banner.age_at_death}" if banner.age_at_death else ""
            )
            self.born.say(banner.born, death)
        else:
            self.born.say(f"{banner.born} ({banner.age})" if banner.born and banner.age else banner.born)

    def _say_more(self, banner: Banner) -> None:
        differ = len(banner.differences)
        sources = "difference" if differ == 1 else "differences"
        self.more.setText(f"{differ} {sources} between sources" if differ else "More")
        self.more.setAccessibleName(f"{self.more.text()}: address, practice and differences")
        facts = (
            f"Usual address {banner.address or 'not recorded'}",
            f"Practice {banner.practice or 'not recorded'}",
        )
        self.zone_two.setText("\n".join(("   ·   ".join(facts), *banner.differences)))
        self.zone_two.setVisible(self.more.isChecked())

    @staticmethod
    def _put(part: QLabel, words: str) -> None:
        part.setText(words)
        part.setVisible(bool(words))

    def copy_number(self, *, spaced: bool) -> None:
        """Ask for the NHS number on the clipboard: ten digits or 3-3-4 (CUI-06)."""
        if self._digits:
            digits = self._digits
            self.text_copied.emit(f"{digits[:3]} {digits[3:6]} {digits[6:]}" if spaced else digits)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return what two lines need: a long statement never makes the window wider than its screen."""
        first = self._names.minimumSizeHint().width() + _GAP_PX + self._theme.px(_ALLERGY_PX)
        width = max(first, self._fields.minimumSizeHint().width()) + _LEFT_PX + _RIGHT_PX
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("dead" if self._dead else "banner"))
        if self._dead:  # colour AND pattern (CUI-16)
            painter.fillRect(self.rect(), QBrush(self._theme.colour("deadline"), Qt.BrushStyle.BDiagPattern))
        painter.end()
