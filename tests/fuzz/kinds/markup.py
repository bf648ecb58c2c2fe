"""Narratives, HTML letters, CDA documents and RTF: nothing runs, nothing can be fetched, no sign hides another."""

import re
from pathlib import Path
from random import Random

from tests.fuzz import odd
from tests.fuzz.case import Case, Kind
from tests.fuzz.mutate import torn, word
from viewer.present.letters.reading import Read, read_document, read_written
from viewer.present.narrative import narrative_text

_TAGS = [
    "div",
    "p",
    "b",
    "i",
    "span",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "a",
    "img",
    "style",
    "script",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "base",
    "link",
    "meta",
    "form",
    "input",
    "textarea",
    "select",
    "button",
    "template",
    "noscript",
    "title",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "frameset",
    "frame",
    "body",
    "html",
    "head",
    "font",
    "marquee",
    "details",
    "video",
    "audio",
    "source",
    "track",
    "foreignObject",
    "use",
    "image",
    "animate",
    "set",
    "mglyph",
    "malignmark",
    "mtext",
    "annotation-xml",
    "h1",
    "pre",
    "code",
    "br",
    "hr",
    "col",
    "colgroup",
    "caption",
    "blockquote",
    "del",
    "ins",
    "sub",
    "sup",
    "bdo",
    "ruby",
    "rt",
    "x-y",
    "!DOCTYPE",
    "?xml",
    "!--",
    "![CDATA[",
]
_SPOTS = (
    "onclick", "onload", "OnErRoR", "on\x00load", "ONLOAD ", "src", "href", "xlink:href", "style", "class", "background",
    "data", "srcdoc", "action", "formaction", "poster", "srcset", "lowsrc", "dynsrc", "http-equiv", "content", "codebase",
    "colspan", "rowspan", "width", "height", "border", "start", "type", "id", "alt", "target", "is", "xmlns", "ping",
)  # fmt: skip
_VALUES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\x00script:x", "&#106;avascript:x", "vbscript:x",
    "http://127.0.0.1:9/pixel.gif", "//127.0.0.1:9/p", "\\\\127.0.0.1\\share\\a.png", "file:///etc/passwd", "file://///host/x",
    "data:text/html,<script>alert(1)</script>", "data:image/png;base64,iVBORw0KGgo=", "data:image/svg+xml;base64,PHN2Zz4=",
    "url(http://127.0.0.1:9/a.css)", "background:url('//127.0.0.1:9/x')", "@import 'http://127.0.0.1:9/x.css'", "expression(x())",
    "color:red;background-image:u\\72l(http://127.0.0.1:9/)", "-moz-binding:url(x)", "behavior:url(x)", "position:fixed;top:0",
    "color:white", "display:none", "font-size:0", "visibility:hidden", "text-indent:-9999px", "0;url=http://127.0.0.1:9/", "#p",
    "9" * 40, "-1", "1e9", "99999", "text-decoration:line-through", "xhtml", "?", "\u202e", "cid:1", "blob:x", "about:blank",
)  # fmt: skip
_PIECES = (
    "<!--", "-->", "<![CDATA[", "]]>", "<!", "<?", "</", "<", ">", "&", "&#0;", "&#xD800;", "&lt;script&gt;", "&nbsp", "\x00",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=alert(1)>", "<svg><style><img src=x onerror=a()></style>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<img src=`x`onerror=alert(1)>", "<img/src=x/onerror=a>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", '<a href="jav&#x0A;a:script">x</a>',
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<svg/onload=alert(1)>", "<style>@import 'http://127.0.0.1:9/';</style>",
    "<link rel=preload as=image href=http://127.0.0.1:9/l>", "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<base href='http://127.0.0.1:9/'>", "<isindex action=javascript:a>", "\u2028", "\u202eabc", "\ufeff", "Potassium 6.1 mmol/L",
    "<img src='#p1' alt='chart'>", "<p class='xhtml-strike'>", "<del>Penicillin</del>", "<table><tr><td>A<td>B</table>",
)  # fmt: skip
_OPEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*) ?/?>')
_SPOT = re.compile(r' ([a-z-]+)="([^"<>]*)"')
_KEPT = {
    "style",
    "align",
    "valign",
    "colspan",
    "rowspan",
    "start",
    "type",
    "border",
    "cellpadding",
    "cellspacing",
    "src",
    "alt",
}
_NEVER = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "input",
    "base",
    "link",
    "meta",
    "a",
    "video",
}
_BAD_STYLE = re.compile(r"url|expression|import|behavi|binding|javascript|@|\\|position|/\*", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def markup(rng: Random, pieces: int = 0) -> str:
    """HTML as an attacker or a broken editor writes it."""
    return "".join(_piece(rng) for _ in range(pieces or rng.choice((1, 3, 10, 40))))


def _piece(rng: Random) -> str:
    pick = rng.random()
    if pick < 0.25:
        return rng.choice(_PIECES)
    if pick < 0.35:
        return word(rng)
    tag = rng.choice(_TAGS)
    tag = "".join(rng.choice((mark.upper(), mark)) for mark in tag) if rng.random() < 0.2 else tag
    if pick < 0.5:
        return f"</{tag}>"
    quote = rng.choice(("'", '"', "", "`"))
    gap = rng.choice((" ", "\n", "/", "\t", "\x0c", "\x00"))
    spots = "".join(
        f"{gap}{rng.choice(_SPOTS)}={quote}{rng.choice(_VALUES)}{quote}" for _ in range(rng.randrange(4))
    )
    many = rng.choice((70, 300, 5000)) if rng.random() < 0.01 else 1
    return f"<{tag}{spots}{rng.choice(('>', '>', '>', '/>', '', ' >'))}" * many


def check_safe(read: Read) -> None:
    """What goes to the window holds what is allowed and nothing else, as a parser of our own reads it."""
    for words in (read.text, read.html, read.words, *read.warnings, *read.notes):
        assert not _HIDDEN.search(words), f"a sign that hides or turns words: {_HIDDEN.search(words)!r}"
    if read.kind == "html":
        assert read.html
    rest = _OPEN.sub(_checked_tag, read.html)
    assert "<" not in rest, f"markup that is no plain tag: {rest[max(0, rest.find('<') - 40) :][:160]!r}"


def _checked_tag(found: re.Match[str]) -> str:
    assert found[2] not in _NEVER, f"<{found[2]}> is shown"
    for name, value in _SPOT.findall(found[3]):
        assert name in _KEPT, f"the attribute {name} is kept"
        assert name != "style" or not _BAD_STYLE.search(value), f"a style that loads or runs: {value[:80]}"
        assert name != "src" or re.match(r"data:image/(png|jpeg|gif|bmp);base64,", value), (
            "a picture from elsewhere"
        )
    return ""


def _narrative(rng: Random) -> Case:
    text = f'<div xmlns="http://www.w3.org/1999/xhtml">{markup(rng)}</div>'
    return Case(text.encode("utf-8", "surrogatepass"), "narrative")


def _check_narrative(case: Case, room: Path) -> None:
    text = case.data.decode("utf-8", "surrogatepass")
    read = read_written([("Title <b>", "generated", text)])
    check_safe(read)
    assert read == read_written([("Title <b>", "generated", text)]), "read twice is not the same"
    assert read.kind in {"html", "text"}
    narrative_text(text)


def _letter(rng: Random) -> Case:
    text = markup(rng)
    if rng.random() < 0.5:
        text = f"<html><head><meta charset={rng.choice(_CODECS)}></head><body>{text}</body></html>"
    body = text.encode(rng.choice(("utf-8", "cp1252", "utf-16", "utf-7")), "replace")
    how = rng.choice(("text/html", f"text/html; charset={rng.choice(_CODECS)}", "application/xhtml+xml", ""))
    return Case(torn(body, rng) if rng.random() < 0.3 else body, how)


_CODECS = ("utf-8", "utf-16", "punycode", "idna", "zip", "unicode_escape", "undefined", "utf-7", "mbcs", "gb18030", "hz", "x",
           "raw_unicode_escape", "iso-2022-jp", "utf_8_sig", "rot13", "cp037", "big5", "\x00")  # fmt: skip


def check_document(case: Case, room: Path) -> None:
    """A document by its bytes alone, whatever is said of it."""
    sent = {"contentType": case.how, "title": "x", **dict(case.more)}
    name = "letter.html" if len(case.data) % 2 else "a\u202egpj.exe"
    read = read_document(case.data, sent, case.how, name)
    check_safe(read)
    assert read == read_document(case.data, sent, case.how, name), "read twice is not the same"
    assert read.kind != "unshowable" or read.words


_HEAD = '<?xml version="1.0"{}?>{}<ClinicalDocument xmlns="urn:hl7-org:v3"{}><title>Letter</title><component><structuredBody>'
_TAIL = "</structuredBody></component></ClinicalDocument>"
_DOCTYPES = (
    "", "", "", '<!DOCTYPE x [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>', '<?xml-stylesheet href="http://127.0.0.1:9/s.xsl"?>',
)  # fmt: skip
_CODINGS = ("", "", ' encoding="utf-8"', ' encoding="utf-16"', ' encoding="gb2312"', ' encoding="utf-7"', ' encoding="punycode"',
            ' encoding="x"', ' encoding="big5"', ' encoding="iso-8859-1"', ' standalone="yes"', ' encoding="idna"')  # fmt: skip
_CDA = (
    "<component><section><title>Plan</title><text>", "</text></section></component>", "<paragraph>", "</paragraph>", "&c;", "&e;",
    '<content styleCode="Bold" revised="delete">', "</content>", "<list><item>", "</item></list>", "<table><tr><td colspan='99999'>",
    "</td></tr></table>", "<linkHtml href='javascript:a'>", "</linkHtml>", "<renderMultiMedia referencedObject='x'/>", "text &amp; &lt;",
    "<nonXMLBody><text mediaType='text/html'>&lt;script&gt;</text></nonXMLBody>", "<x xmlns:y='http://a'>", "<section><section>",
    "<script>alert(1)</script>", "<![CDATA[<script>]]>", "<?php x?>", "<xi:include href='file:///etc/passwd'/>", "\x00", "&#0;", "&#8238;",
    "<br/>", "<sub>2</sub>", "Penicillin", "<footnote ID='a'>", "<caption>", "<thead>",
)  # fmt: skip


def _cda(rng: Random) -> Case:
    inner = "".join(rng.choice(_CDA) for _ in range(rng.choice((2, 6, 20))))
    if rng.random() < 0.5:
        inner = _balanced(rng)
    if rng.random() < 0.02:
        inner = "<component><section>" * rng.choice((30, 99, 120, 20000)) + inner
    spaces = f' xmlns:q="{"u" * rng.choice((10, 299, 301, 60000))}"' if rng.random() < 0.1 else ""
    text = _HEAD.format(rng.choice(_CODINGS), rng.choice(_DOCTYPES), spaces) + inner + _TAIL
    body = text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252")), "replace")
    return Case(
        torn(body, rng) if rng.random() < 0.3 else body,
        rng.choice(("application/hl7-cda+xml", "text/xml", "text/html", "")),
    )


def _balanced(rng: Random) -> str:
    inside = "".join(
        rng.choice(("<paragraph>A</paragraph>", "<br/>", "&amp;", "<list><item>x</item></list>", ""))
        for _ in range(6)
    )
    table = (
        f"<table><tr><td rowspan='{rng.choice(('2', '1e9', '-1', '99999999999'))}'>{inside}</td></tr></table>"
    )
    text = rng.choice(
        (inside, table, f"<content styleCode='{rng.choice(odd.WORDS[:5]).strip(chr(0))}'>{inside}</content>")
    )
    return f"<component><section><title>T</title><text>{text}</text></section></component>"


_RTF = ("{\\rtf1\\ansi", "}", "{", "\\par ", "\\b ", "\\strike ", "\\'e9", "\\u8364?", "\\u-10179?\\u-8704?", "\\bin9999999999 ", "\\*\\x",
        "{\\object\\objdata 4d5a}", '{\\field{\\*\\fldinst HYPERLINK "http://127.0.0.1:9/"}}', "\\pict", "words ", "\\uc99999 ", "\\u999999999?",
        "\\ansicpg99999", "\\'", "\\", "\x00", "{\\*\\template http://127.0.0.1:9/}", "\\cell\\row", "\\deleted ", "\\v ", "\\fonttbl", "\\uc-1 ")  # fmt: skip


def _rtf(rng: Random) -> Case:
    text = "{\\rtf1" + "".join(rng.choice(_RTF) for _ in range(rng.choice((3, 20, 100))))
    if rng.random() < 0.02:
        text += rng.choice(("{", "\\b", " ", "\\'e9", "{}", "]", "[ ")) * 30_000
    return Case(text.encode("latin-1"), rng.choice(("application/rtf", "text/plain", "")))


KINDS = (
    Kind(name="narratives", share=14, make=_narrative, check=_check_narrative),
    Kind(name="html", share=6, make=_letter, check=check_document),
    Kind(name="cda", share=6, make=_cda, check=check_document),
    Kind(name="rtf", share=4, make=_rtf, check=check_document),
)
