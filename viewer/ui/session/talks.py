"""The parts of the conversation with the engine: which there are, what each hears, when each forgets."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import FromEngine
from viewer.ui.session.document_talk import DocumentTalk
from viewer.ui.session.engine_link import EngineLink
from viewer.ui.session.exports import ExportTalk
from viewer.ui.session.gate_talk import GateTalk
from viewer.ui.session.host_talk import HostTalk
from viewer.ui.session.news_talk import NewsTalk
from viewer.ui.session.pages import PageTalk
from viewer.ui.session.pin_talk import PinTalk
from viewer.ui.session.regrouping import Regrouping
from viewer.ui.session.seek_talk import SeekTalk
from viewer.ui.session.shown_talk import ShownTalk
from viewer.ui.session.source_settings import SourceSettings


class Talks(QObject):
    """Each part hears its own messages. Signals: see ``Session``."""

    opened, renewed = Signal(), Signal()
    refused, endpoints_changed = Signal(object), Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources, self.hosts = SourceSettings(link, self), HostTalk(link, self)
        self.regrouping, self.pins = Regrouping(link, self), PinTalk(link, self)
        self.pages, self.exports = PageTalk(link, self), ExportTalk(link, self)
        self.documents, self.gates = DocumentTalk(link, self), GateTalk(link, self)
        self.seeking, self.news = SeekTalk(link, self), NewsTalk(self)
        self.shown = ShownTalk(link, self)
        for forgets in (
            self.regrouping.forget, self.documents.close, self.pages.forget, self.gates.drop_report,
            self.seeking.forget,
        ):  # fmt: skip
            self.opened.connect(forgets)
        self.refused.connect(self.documents.refused)
        self.renewed.connect(self.pages.ask_again)
        self.renewed.connect(self.shown.turn_again)
        self.sources.endpoints_changed.connect(self.endpoints_changed)

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which message is for which part."""
        found: dict[type, Callable[[FromEngine], None]] = {}
        for talk in (
            self.sources, self.hosts, self.regrouping, self.documents, self.pages, self.exports,
            self.gates, self.pins, self.seeking, self.news, self.shown,
        ):  # fmt: skip
            found |= talk.hearers()
        return found
