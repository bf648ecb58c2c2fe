"""How narrative XHTML reads as plain text: nothing runs, nothing is fetched, nothing is left out unsaid."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS_LISTED = """
address article blockquote body caption dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li
main ol p pre section table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_BLOCKS_LISTED.split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DROPPED = {
    "script": "script",
    "style": "style sheet",
    "iframe": "embedded page",
    "object": "embedded object",
}
_ALONE = {"embed": "embedded object", "base": "base address", "link": "linked file"}
_STRUCK = {"del", "s", "strike"}
_CELLS = {"td", "th"}
_COLUMN = " | "
_BROKEN = "[this cannot be read as HTML and follows as it was sent]\n"
MOST_UNREAD = 2_000
_UNCLOSED = "\n[the rest is left out: an element that is not text was not closed]"


def narrative_text(xhtml: str) -> str:
    r"""Plain text of a narrative or HTML letter; table cells stand apart by bars (NAR-01..05).

    What is dropped (scripts, embedded pages) is named in square brackets, as are images; struck-out text
    stays and says that it is struck out, links show where they go. Nothing is fetched and nothing runs.

    >>> narrative_text("<div><p>Plan: <b>rest</b></p><script>x()</script></div>")
    'Plan: rest\n[script left out]'
    """
    reader = _Reader()
    try:
        reader.feed(xhtml)
        if unread(reader) > MOST_UNREAD:
            return _BROKEN + xhtml
        reader.close()
    except AssertionError:  # the standard parser gives up on some marked sections with this
        return _BROKEN + xhtml
    return reader.text()


def unread(parser: HTMLParser) -> int:
    """Return how many characters a parser that was fed keeps because their markup does not end.

    Its ``close`` looks through all of them again for each of their tags: beyond ``MOST_UNREAD`` that takes
    minutes. Words that wait for an entity, or for the end of a script, are no markup and are not counted.
    """
    waiting = parser.rawdata
    return len(waiting) if waiting.startswith("<") and parser.cdata_elem is None else 0


class _Reader(HTMLParser):
    """Collects text. ``_skipping`` holds the open elements whose content is no text for a reader.

    ``_cells`` counts open table cells, in which a block does not break the row; ``_kept`` open ``pre``.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._skipping: list[str] = []
        self._closing: list[tuple[str, str]] = []
        self._cells = 0
        self._kept = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._drop(tag)
        if self._skipping:
            return
        if tag in _ALONE:
            self._parts.append(f" [{_ALONE[tag]} left out] ")
        self._open(tag)
        self._inline(tag, dict(attrs))

    def _open(self, tag: str) -> None:
        if tag == "tr":
            self._cells = 0  # the end of a cell may be left out
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag == "li":
            self._parts.append("- ")
        self._kept += tag == "pre"
        self._cells += tag in _CELLS

    def _break(self) -> None:
        if not self._cells:
            self._parts.append("\n")
        elif not self._ends_blank():
            self._parts.append(" ")

    def _ends_blank(self) -> bool:
        return not self._parts or self._parts[-1][-1:].isspace()

    def _drop(self, tag: str) -> None:
        if not self._skipping:
            self._break()
            self._parts.append(f"[{_DROPPED[tag]} left out]")
            self._break()
        self._skipping.append(tag)

    def _inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "img":
            self._parts.append(f"[image: {attributes.get('alt') or 'no description'}]")
        elif tag == "a" and attributes.get("href"):
            self._closing.append((tag, f" ({attributes['href']})"))
        elif tag in _STRUCK or _is_struck(attributes):
            self._parts.append("[struck out: ")
            self._closing.append((tag, "]"))

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if self._closing and self._closing[-1][0] == tag:
            self._parts.append(self._closing.pop()[1])
        self._shut(tag)

    def _shut(self, tag: str) -> None:
        if tag == "pre":
            self._kept = max(self._kept - 1, 0)
        if tag in _CELLS:
            self._cells = max(self._cells - 1, 0)
            self._parts.append(_COLUMN)
        elif tag in _BLOCKS:
            if tag in {"tr", "table"}:
                self._cells = 0
            self._break()

    @override
    def handle_data(self, data: str) -> None:
        if not self._skipping:
            words = data if self._kept else _SPACE.sub(" ", data)
            if self._ends_blank() and not self._kept:
                words = words.removeprefix(" ")
            self._parts += [words] if words else []

    def text(self) -> str:
        """Lines without needless space; an element that was never closed is closed at the end."""
        rest = [_UNCLOSED] if self._skipping else []
        whole = "".join([*self._parts, *(after for _, after in reversed(self._closing)), *rest])
        lines = (_tidy(line) for line in whole.split("\n"))
        return "\n".join(line for line in lines if line)


def _is_struck(attributes: dict[str, str | None]) -> bool:
    """Whether the style, or a class of FHIR's fixed list, strikes it out (NAR-04)."""
    styled = "line-through" in (attributes.get("style") or "")
    return styled or "strikethrough" in (attributes.get("class") or "").split()


def _tidy(line: str) -> str:
    """One line: columns of ``pre`` keep their spaces, an empty last cell is no bar."""
    return line.rstrip().removesuffix(_COLUMN.rstrip()).rstrip().removeprefix(" ")
