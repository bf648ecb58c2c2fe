"""Shows the whole text of a support bundle, and saves exactly that where the person chooses."""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from viewer.engine.support import PROMISE, save_bundle, support_text
from viewer.errors import StoreError
from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.no_drag import read_only_text
from viewer.ui.look.theme import Theme

NAME = "tributary-support.zip"
_ABOUT = f"This is everything that the bundle holds. {PROMISE}"


class SupportDialog(QDialog):
    """Nothing is saved but what stands in the text, when "Save" is pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Support bundle")
        self.resize(min(theme.px(760), 1280), min(theme.px(600), 660))
        self.text = read_only_text("The text of the support bundle")
        self.hosts = QCheckBox("Include the &host names of the sources")
        self.save, self.close_button = button("Save…", "main"), button("Close (Esc)")
        self.said = label("")
        self.chooser: QFileDialog | None = None
        self._rings = [FocusRing(self.text, outset=4), FocusRing(self.hosts)]
        self._lay_out()
        self.hosts.setAccessibleName("Include the host names of the sources")
        self.hosts.toggled.connect(self._show)
        self.save.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.reject)
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label("Support bundle", "title"))
        column.addWidget(label(_ABOUT))
        column.addWidget(self.text, 1)
        column.addWidget(self.hosts)
        column.addWidget(self.said)
        add_foot(column, self.close_button, self.save)

    def _show(self) -> None:
        self.text.setPlainText(support_text(hosts=self.hosts.isChecked()))
        self._say("")

    def _choose(self) -> None:
        self.chooser = QFileDialog(self, "Tributary")
        self.chooser.setOption(QFileDialog.Option.DontUseNativeDialog)  # it would keep a list (PRIV-12)
        self.chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.chooser.setNameFilter("Zip (*.zip)")
        self.chooser.setDefaultSuffix("zip")
        self.chooser.selectFile(NAME)
        self.chooser.fileSelected.connect(self._save)
        self.chooser.open()

    def _save(self, path: str) -> None:
        try:
            save_bundle(Path(path), self.text.toPlainText())
        except StoreError as error:
            self._say(str(error))
        else:
            self._say("Saved. What stands above is all that is in it.")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words or "Nothing to report")
