"""Where a row holds words that its own line does not show: the part's name, and the text around the word."""

from collections.abc import Iterator

from viewer.engine.haystack import haystack
from viewer.engine.lines import Row
from viewer.engine.seek_index import SeekIndex
from viewer.entries.entry import Entry
from viewer.record.model import Supporting
from viewer.timeline.folding import Sought
from viewer.timeline.search.snippets import lacking, piece_around


def where_in(index: SeekIndex, row: Row, line: Entry | Supporting, wanted: Sought) -> tuple[str, str] | None:
    """Return the part of a row's copies or documents that holds a word that its line lacks; None for none."""
    lack = lacking(haystack(row), wanted)
    if not lack:
        return None
    pieces = (
        (where, piece)
        for where, text in _parts(index, line)
        for names in lack
        if (piece := piece_around(text, names))
    )
    return next(pieces, None)


def _parts(index: SeekIndex, line: Entry | Supporting) -> Iterator[tuple[str, str]]:
    """What the copies say, then the documents, which are longer."""
    for text in index.texts(line):
        yield text.where, text.words
    yield from index.documents_of(line).items()
