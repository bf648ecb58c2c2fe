"""What of a narrative or HTML letter is shown: words and plain looks; nothing runs or is fetched (NAR-01..5).

Our own pass rewrites (a link becomes its words and its address, an image that is elsewhere its description)
and counts what it leaves out; nh3 (ammonia) then keeps only what is listed here, whatever our pass let by.
"""

from collections import Counter
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3
from typing_extensions import override

from viewer.present.letters.looks import class_style, safe_style
from viewer.present.letters.tables import WIDEST_SPAN, Tables
from viewer.present.narrative import MOST_UNREAD, narrative_text, unread

LARGEST = 2_000_000
_DEEPEST = 60
_MOST_ITEMS = 2_000
_MOST_AGAIN = 100_000
_FORMATTING = frozenset({"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"})
_LARGEST_IMAGE = 8_000_000
_TAGS_LISTED = """
a abbr acronym b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em h1 h2 h3
h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead
tr tt u ul var font article section header footer address main figure figcaption
"""
_TAGS = frozenset(_TAGS_LISTED.split())
_VOID = frozenset({"br", "hr", "img", "col"})
_GONE = {
    "script": "script", "style": "style sheet", "iframe": "embedded page", "frame": "embedded page",
    "object": "embedded object", "applet": "embedded object", "svg": "drawing", "math": "formula",
    "audio": "sound", "video": "film", "canvas": "drawing", "noscript": "text for other readers",
    "template": "template", "noembed": "text for other readers", "noframes": "text for other readers",
}  # fmt: skip
_ALONE = {"embed": "embedded object", "base": "base address", "link": "linked file", "input": "form field",
          "meta": "", "source": "", "param": "", "track": ""}  # fmt: skip
_SILENT = frozenset({"title", "textarea", "select", "button"})
_FORM = {"textarea": "form field", "select": "form field", "button": "button", "form": "form"}
_ATTRIBUTES = {
    "*": {"style", "align", "valign"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing"}, "img": {"src", "alt"},
}  # fmt: skip
_IMAGES = (
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/gif;base64,",
    "data:image/bmp;base64,",
)
_NOT_HTML = "its looks: it cannot be read as HTML"
_TOO_MUCH = "its looks: it nests too deeply, or its tables or lists are too large, to be laid out"
ELSEWHERE = "image on another computer, not fetched"


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """Sanitised HTML for a text browser; ``html`` "" where it can only be read as ``text``.

    ``left_out`` are words for each kind of thing that is not shown.
    """

    html: str
    text: str
    left_out: tuple[str, ...] = ()


def safe_html(sent: str) -> SafeHtml:
    """Sanitise; what is too large or too deeply nested is given as plain text alone.

    >>> safe_html('<p onclick="x()">Plan: <b>rest</b><script>x()</script></p>').html
    '<p>Plan: <b>rest</b></p>'
    >>> safe_html('<img src="https://spy.example/x.gif" alt="logo">').left_out
    ('1 image on another computer, not fetched',)
    """
    text = narrative_text(sent)
    writer = _Writer()
    if len(sent) - _images_in(sent) > LARGEST:
        return SafeHtml("", text, ("its looks: it is too large to be laid out",))
    try:
        writer.feed(sent)
        if unread(writer) > MOST_UNREAD:
            return SafeHtml("", text, (_NOT_HTML,))
        writer.close()
    except AssertionError:  # the standard parser gives up on some marked sections with this
        return SafeHtml("", text, (_NOT_HTML,))
    if writer.monstrous:
        return SafeHtml("", text, (_TOO_MUCH,))
    return SafeHtml(_cleaned(writer.html()), text, writer.left_out())


def _images_in(sent: str) -> int:
    """How much of it is pictures that came along: they are no layout, and have their own limit."""
    return sum(len(part) for part in sent.split('"') if part.startswith("data:image/"))


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_TAGS - {"a"}),
        clean_content_tags=set(_GONE) & {"script", "style", "iframe", "object", "svg", "math", "template"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"data"},
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return safe_style(value) or None
    if (tag, name) == ("img", "src"):
        return value if value.startswith(_IMAGES) else None
    if name in {"colspan", "rowspan", "border", "cellpadding", "cellspacing", "start"}:
        return _number(name, value)
    return value


def _number(name: str, value: str) -> str | None:
    """A span of a thousand million columns is an attack on memory, a border as wide a black page."""
    if not value.strip().isdecimal() or len(value) > 9:  # noqa: PLR2004  # no list has a billion items
        return None
    most = {"colspan": WIDEST_SPAN, "rowspan": WIDEST_SPAN, "start": 100_000}.get(name, 4)
    return str(min(int(value), most))


class _Writer(HTMLParser):
    """Writes HTML anew from what is allowed. ``_skipping``: open elements of which nothing is shown.

    Once it is ``monstrous`` nothing more is written: nobody will read it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._skipping: list[str] = []
        self._links: list[str] = []
        self._gone: Counter[str] = Counter()
        self._items = 0
        self._again = 0  # looks that a browser may begin anew in each block that they are open in
        self._tables = Tables()
        self.monstrous = False

    def html(self) -> str:
        """What is shown; open elements are closed by whoever reads it."""
        return "".join(self._out)

    def left_out(self) -> tuple[str, ...]:
        """Words for what is not shown."""
        return tuple(f"{count} {what}{'' if count == 1 else 's'}" if what != ELSEWHERE or count == 1
                     else f"{count} images on other computers, not fetched"
                     for what, count in self._gone.items())  # fmt: skip

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.monstrous:
            return
        if self._skipping:
            self._skipping += [tag] if tag == self._skipping[0] else []
            return
        words = _GONE.get(tag) or _ALONE.get(tag) or _FORM.get(tag)
        if words:
            self._gone[words] += 1
        if tag in _GONE or tag in _SILENT:
            self._skipping.append(tag)
        elif tag in _TAGS:
            self._begin(tag, {name: value or "" for name, value in attrs})

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            self._image(attributes)
            return
        if tag == "a":
            self._links.append(attributes.get("href", ""))
            self._out.append("<u>" if self._links[-1] else "")
            return
        self._count(tag, attributes)
        if tag == "font" and attributes.get("color"):
            attributes = {"style": f"color:{attributes['color']}"}
        looks = ";".join(
            filter(None, (class_style(attributes.get("class", "")), attributes.get("style", "")))
        )
        attributes = {**attributes, "style": looks}
        kept = [(name, value) for name, value in attributes.items() if value and not name.startswith("on")]
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept if name.isalpha())
        self._out.append(f"<{tag}{written}>")
        if tag not in _VOID:
            self._open.append(tag)

    def _count(self, tag: str, attributes: dict[str, str]) -> None:
        """Qt lays out all at once, in the window's own thread: what takes it seconds is not given to it."""
        self._items += tag == "li"
        self._tables.begin(tag, attributes)
        self.monstrous |= len(self._open) > _DEEPEST or self._items > _MOST_ITEMS
        self._again += 0 if tag in _FORMATTING else sum(one in _FORMATTING for one in self._open)
        self.monstrous |= self._tables.monstrous or self._again > _MOST_AGAIN

    def _image(self, attributes: dict[str, str]) -> None:
        source, words = attributes.get("src", ""), attributes.get("alt") or "no description"
        if source.startswith(_IMAGES) and len(source) < _LARGEST_IMAGE:
            self._out.append(f'<img src="{escape(source)}">')
            return
        inside = source.startswith(("#", "data:"))
        self._gone["image that cannot be shown" if inside else ELSEWHERE] += 1
        self._out.append(escape(f"[image: {words}]"))

    @override
    def handle_endtag(self, tag: str) -> None:
        if self.monstrous:
            return
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping.pop()
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._out.append(f"</u> ({escape(address)})" if address else "")
        elif tag in self._open:
            self._end(tag)

    def _end(self, tag: str) -> None:
        while self._open:
            last = self._open.pop()
            self._tables.end(last)
            self._out.append(f"</{last}>")
            if last == tag:
                return

    @override
    def handle_data(self, data: str) -> None:
        if not self._skipping and not self.monstrous:
            self._out.append(escape(data, quote=False))
