"""Saving a copy: a warning first, then our own dialog, which remembers nothing (PRIV-12)."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.ui.look.ask_dialog import AskDialog
from viewer.ui.look.theme import Theme

WARNING = (
    "Save a copy outside this program? It names the patient, is not protected or updated here, and what it "
    "holds was not checked for harmful content. The saving is audited."
)
_YES, _NO = "Choose where to save it ...", "Do not save (Esc)"


class Saving(QObject):
    """Signals: ``chosen(path)``."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.asked: AskDialog | None = None
        self.chooser: QFileDialog | None = None

    def begin(self, file_name: str) -> None:
        """Warn, then let a place be chosen; ``file_name`` is proposed."""
        self.close()
        self.asked = AskDialog(WARNING, _YES, self._theme, self._window)
        self.asked.no.setText(_NO)
        self.asked.no.setAccessibleName(_NO)
        self.asked.accepted.connect(lambda: self._choose(file_name))
        self.asked.open()

    def close(self) -> None:
        """Ask nothing any more: the document has left the screen."""
        for dialog in (self.asked, self.chooser):
            if dialog is not None:
                dialog.reject()
                dialog.deleteLater()
        self.asked = self.chooser = None

    def _choose(self, file_name: str) -> None:
        self.chooser = QFileDialog(self._window, "Tributary")
        self.chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        self.chooser.setDefaultSuffix(file_name.rpartition(".")[2])
        self.chooser.selectFile(file_name)
        self.chooser.fileSelected.connect(self.chosen)
        self.chooser.open()
