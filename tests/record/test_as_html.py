from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import entry, patient
from tests.record.builders import LONDON, NOW, record, source_row
from tests.record.test_as_text import FULL
from viewer.entries.entry import Flag
from viewer.merge.persons import person_of
from viewer.record.as_html import as_html

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "dl",
    "dt",
    "dd",
    "div",
    "p",
    "strong",
    "section",
    "h2",
    "h3",
    "table",
    "tr",
    "th",
    "td",
    "article",
    "span",
    "s",
    "ul",
    "li",
}


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = set(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


def test_everything_of_the_record_stands_on_the_page():
    page = Page(as_html(FULL, LONDON, NOW))
    words = " ".join(" ".join(page.words).split())

    for said in (
        "SMITH, Jane (Mrs)",
        "Known allergies",
        "Not for attempted CPR",
        "Not assured for live clinical use",
        "Uncoded:",
        "Where sources disagree",
        "Date not recorded",
        "a note",
        "Observation/9",
        "A notice",
        "x" * 300,
    ):
        assert said in words, said
    assert page.open == []


def test_the_page_needs_nothing_else_and_its_title_names_nobody():
    text = as_html(FULL, LONDON, NOW)
    page = Page(text)

    assert page.tags <= TAGS
    assert not page.attributes & {"src", "href", "onclick", "onload", "style", "action"}
    assert "<title>Tributary record</title>" in text
    assert "default-src 'none'" in text
    assert "@media print" in text


def test_what_was_withdrawn_is_struck_through():
    assert "<s>Systolic blood pressure</s>" in as_html(record(entry(flags=[Flag.IN_ERROR])), LONDON, NOW)


@given(st.text(alphabet=st.sampled_from("<>&\"'/scripta\x00\x1b=!-"), max_size=30))
def test_no_text_that_was_sent_becomes_markup(text):
    nasty = entry(title=text, detail=text, status=text, category=text, notes=(text,))
    name = [{"family": text, "given": [text]}]
    person = person_of(patient(name=name), [])
    some = record(nasty, sources=(source_row("gp", name=text),), person=person, notices=(text,))

    page = Page(as_html(some, LONDON, NOW))

    assert page.tags <= TAGS
    assert page.open == []
