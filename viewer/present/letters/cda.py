"""What of an HL7 CDA document is read: the words that were written for people, section by section (NAR-07).

No well-kept library of a free licence reads CDA; its coded entries are left alone, and the page says so. The
XML parser is Python's own expat; a document type, entities, deep nesting and great length are refused.
"""

from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

LARGEST = 5_000_000
_DEEPEST = 100
_MOST = 20_000_000
_LONGEST_NAMESPACE = 300
_TAGS = {
    "paragraph": "p", "list": "ul", "item": "li", "table": "table", "thead": "thead", "tbody": "tbody",
    "tfoot": "tfoot", "tr": "tr", "th": "th", "td": "td", "sub": "sub", "sup": "sup", "caption": "p",
    "br": "br", "linkHtml": "u", "content": "span", "footnote": "p", "colgroup": "", "col": "",
}  # fmt: skip
_STYLES = {"Bold": "b", "Italics": "i", "Underline": "u", "Emphasis": "i"}
_PICTURE = "[picture left out]"
_OTHER_FORM = "<p>[The body of this document is in another form, which is not shown: save it to read it.]</p>"


class _Refused(ValueError):
    """It holds what no clinical document needs."""


@dataclass(slots=True)
class _Reader:
    path: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def in_text(self) -> bool:
        """Whether this is inside the narrative of a section."""
        return "text" in self.path and self.path[self.path.index("text") - 1] == "section"

    @property
    def in_title(self) -> bool:
        return self.path[-1:] == ["title"] and self.path[-2:-1] in (["section"], ["ClinicalDocument"])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count(len(name))  # with its namespace, which may be long and is in the letter once
        name = name.rpartition(" ")[2]
        begin, end = self._tags(name, attributes)
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _Refused
        self.ends.append(end)
        self._say(begin)

    def _tags(self, name: str, attributes: dict[str, str]) -> tuple[str, str]:
        if self.in_text:
            return _narrative(name, attributes)
        if name == "title" and self.path[-1:] in (["section"], ["ClinicalDocument"]):
            level = min(self.path.count("section") + 2, 6)
            return f"<h{level}>", f"</h{level}>"
        if name == "nonXMLBody":
            return _OTHER_FORM, ""
        return "", ""

    def end(self, _name: str) -> None:
        self._say(self.ends.pop())
        self.path.pop()

    def words(self, data: str) -> None:
        if self.in_text or self.in_title:
            self._say(escape(data, quote=False))

    def _say(self, words: str) -> None:
        self._count(len(words))
        self.out.append(words)

    def _count(self, more: int) -> None:
        self.size += more
        if self.size > _MOST:
            raise _Refused

    def declare(self, _prefix: str | None, namespace: str | None) -> None:
        """Refuse a namespace that no clinical document has: each attribute in it would be as long."""
        if len(namespace or "") > _LONGEST_NAMESPACE:
            raise _Refused

    def refuse(self, *_: object) -> int:
        raise _Refused


def _narrative(name: str, attributes: dict[str, str]) -> tuple[str, str]:
    if name in {"renderMultiMedia", "observationMedia"}:
        return _PICTURE, ""
    tag = _TAGS.get(name, "")
    styles = [_STYLES[one] for one in attributes.get("styleCode", "").split() if one in _STYLES]
    styles += ["del"] if attributes.get("revised") == "delete" else []
    begin = f"<{tag}{_spans(attributes)}>" if tag else ""
    end = f"</{tag}>" if tag and tag != "br" else ""
    if name == "linkHtml" and attributes.get("href"):
        end += escape(f" ({attributes['href']})")
    begin += "".join(f"<{one}>" for one in styles)
    return begin, "".join(f"</{one}>" for one in reversed(styles)) + end


def _spans(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name}="{escape(attributes[name])}"' for name in ("colspan", "rowspan") if name in attributes
    )


def cda_html(data: bytes) -> str | None:
    """Return titles and narratives as HTML that is still to be sanitised; None where it is refused."""
    if len(data) > LARGEST:
        return None
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.StartNamespaceDeclHandler = reader.declare
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # noqa: FBT003  # expat's own signature
    except (expat.ExpatError, ValueError, LookupError):  # ValueError: refused, or an encoding beyond expat
        return None
    return "".join(reader.out)
