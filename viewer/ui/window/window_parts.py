"""What a part of the window may ask of the window as a whole."""

from typing import Protocol

from viewer.ui.record.record_page import RecordPage
from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.session import Session
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.shaded_pages import ShadedPages


class WindowParts(Protocol):
    """The window as ``Hosted`` sees it."""

    search: SearchPage
    record: RecordPage
    dialogs: Dialogs
    session: Session
    pages: ShadedPages

    @property
    def locked(self) -> bool: ...

    @property
    def shows_record(self) -> bool: ...

    def new_search(self) -> None: ...

    def open_files(self, paths: tuple[str, ...]) -> None: ...

    def lock(self) -> None: ...

    def close(self) -> bool: ...

    def show_yourself(self) -> None:
        """Come to the front."""
        ...

    def say(self, words: str) -> None:
        """Put a message where messages stand."""
        ...
