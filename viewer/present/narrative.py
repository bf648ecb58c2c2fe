"""How narrative XHTML reads as plain text: nothing runs, nothing is fetched, nothing is left out unsaid."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS_LISTED = """
address article blockquote body caption dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li
main ol p pre section table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_BLOCKS_LISTED.split())
_DROPPED = {
    "script": "script",
    "style": "style sheet",
    "iframe": "embedded page",
    "object": "embedded object",
    "embed": "embedded object",
    "form": "",
}
_STRUCK = {"del", "s", "strike"}
_CELLS = {"td", "th"}
_COLUMN = " | "


def narrative_text(xhtml: str) -> str:
    r"""Plain text of a narrative or HTML letter; table cells stand apart by bars (NAR-01..05).

    What is dropped (scripts, embedded pages) is named in square brackets, as are images; struck-out text
    stays and says that it is struck out, links show where they go.

    >>> narrative_text("<div><p>Plan: <b>rest</b></p><script>x()</script></div>")
    'Plan: rest\n[script left out]'
    """
    reader = _Reader()
    reader.feed(xhtml)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects text; ``_skipping`` counts the open elements whose content is not text for a reader."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._skipping: list[str] = []
        self._closing: list[tuple[str, str]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._drop(tag)
        if self._skipping:
            return
        if tag in _BLOCKS or tag == "br":
            self._parts.append("\n")
        if tag == "li":
            self._parts.append("- ")
        self._inline(tag, dict(attrs))

    def _drop(self, tag: str) -> None:
        if not self._skipping and _DROPPED[tag]:
            self._parts.append(f"\n[{_DROPPED[tag]} left out]\n")
        if _DROPPED[tag]:
            self._skipping.append(tag)

    def _inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "img":
            self._parts.append(f"[image: {attributes.get('alt') or 'no description'}]")
        after = ""
        if tag == "a" and attributes.get("href"):
            after = f" ({attributes['href']})"
        elif tag in _STRUCK or "line-through" in (attributes.get("style") or ""):
            self._parts.append("[struck out: ")
            after = "]"
        if after:
            self._closing.append((tag, after))

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if self._closing and self._closing[-1][0] == tag:
            self._parts.append(self._closing.pop()[1])
        if tag in _CELLS:
            self._parts.append(_COLUMN)
        elif tag in _BLOCKS:
            self._parts.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._parts.append(data)

    def text(self) -> str:
        """Lines without needless space; an element that was never closed is closed at the end."""
        self._parts += [after for _, after in reversed(self._closing)]
        if self._skipping:
            self._parts.append("\n[the rest cannot be read: an element was not closed]")
        lines = (_tidy(line) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)


def _tidy(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip().removesuffix(_COLUMN.rstrip()).rstrip()
