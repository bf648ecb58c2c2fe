"""Where a row holds words that its own line does not show: the part's name, and the text around the word."""

from collections.abc import Iterable, Iterator

from viewer.engine.haystack import haystack
from viewer.engine.lines import Row
from viewer.engine.seek_index import SeekIndex
from viewer.entries.entry import Entry
from viewer.record.model import Supporting
from viewer.timeline.folding import Sought
from viewer.timeline.search.snippets import lacking, piece_around

RESTRICTED = "Restricted record: open the document to read it (it may say where the person lives)"


def where_in(index: SeekIndex, row: Row, line: Entry | Supporting, wanted: Sought) -> tuple[str, str] | None:
    """Return the part of a row's copies or documents that holds a word that its line lacks; None for none."""
    lack = lacking(haystack(row), wanted)
    if not lack:
        return None
    return next(_pieces(_said(index, line), lack), None) or _in_documents(index, line, lack)


def _in_documents(index: SeekIndex, line: Entry | Supporting, lack: Sought) -> tuple[str, str] | None:
    """After what the copies say, which is shorter. A letter may say where a restricted person lives."""
    found = next(_pieces(index.documents_of(line), lack), None)
    return (found[0], RESTRICTED) if found is not None and index.restricted else found


def _said(index: SeekIndex, line: Entry | Supporting) -> Iterator[tuple[str, str]]:
    return ((text.where, text.words) for text in index.texts(line))


def _pieces(parts: Iterable[tuple[str, str]], lack: Sought) -> Iterator[tuple[str, str]]:
    for where, text in parts:
        for names in lack:
            if piece := piece_around(text, names):
                yield where, piece
