"""The row of tools above a document: close, save, read as text, zoom, page, find; what applies is shown."""

from PySide6.QtWidgets import QWidget

from viewer.ui.documents.find_bar import FindBar
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme

_TO_TEXT, _TO_PAGES = "Read as text", "Show the pages"


class DocumentTools(QWidget):
    """Buttons and fields; the view wires them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Tools")
        self.close_button, self.save = button("Close (Esc)"), button("Save a copy ...")
        self.as_text = button(_TO_TEXT)
        self.as_text.setCheckable(True)
        self.smaller = button("−", name="Smaller (-)")  # noqa: RUF001  # the sign on the button
        self.larger = button("+", name="Larger (+)")
        self.fit = button("Fit width", name="Fit the width (0)")
        self.page = label("", "small", wrap=False)
        self.page.setContentsMargins(2, 6, 2, 0)  # in line with the words of the buttons
        self.finder = FindBar(theme)
        self.as_text.toggled.connect(self._name_toggle)
        line = FlowLayout(self, spacing=6)
        zooms = (self.smaller, self.larger, self.fit)
        for part in (self.close_button, self.save, self.as_text, *zooms, self.page, self.finder):
            line.addWidget(part)

    def offer(self, *, pdf: bool = False, drawn: bool = False, paged: bool = False) -> None:
        """Show what applies: words of a PDF, zoom of what is drawn, the number of the page."""
        self.as_text.setVisible(pdf)
        self.page.setVisible(paged)
        for tool in (self.smaller, self.larger, self.fit):
            tool.setVisible(drawn)

    def _name_toggle(self, as_text: bool) -> None:  # noqa: FBT001  # a slot of toggled
        self.as_text.setText(_TO_PAGES if as_text else _TO_TEXT)
        self.as_text.setAccessibleName(self.as_text.text())

    def clear(self) -> None:
        """Another document: nothing is chosen."""
        self.finder.clear()
        self.finder.hide()
        self.as_text.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.as_text.setChecked(False)
        self.as_text.blockSignals(False)  # noqa: FBT003
        self._name_toggle(False)  # noqa: FBT003
        self.save.hide()
        self.offer()

    def say_page(self, page: int, count: int) -> None:
        """Say which page is on screen."""
        self.page.setText(f"Page {page + 1} of {count}")
        self.page.setAccessibleName(self.page.text())
