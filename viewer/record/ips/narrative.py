"""The words of a section as XHTML: escaped, and nothing in it but paragraphs and lists."""

from collections.abc import Iterable
from html import escape

from viewer.fhir.resource import Json
from viewer.record.as_text import printable

_XHTML = "http://www.w3.org/1999/xhtml"


def narrative(paragraphs: Iterable[str], lines: Iterable[str] = ()) -> dict[str, Json]:
    """Return a Narrative that says more than the resources it stands beside; it is never empty.

    >>> narrative(["a < b"])["div"]
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p></div>'
    """
    said = "".join(f"<p>{escape(printable(words))}</p>" for words in paragraphs if words)
    listed = "".join(f"<li>{escape(printable(words))}</li>" for words in lines)
    body = said + (f"<ul>{listed}</ul>" if listed else "")
    return {"status": "additional", "div": f'<div xmlns="{_XHTML}">{body or "<p>Nothing to say.</p>"}</div>'}
