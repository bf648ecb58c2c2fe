"""Narrative and HTML letters: nothing runs, nothing is fetched, no word is lost, what is left out is said."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.letters.safe_html import safe_html

PIXEL = "data:image/png;base64,iVBORw0KGgo="
HOSTILE = [
    "<script>x</script>", "<img src=x onerror=alert(1)>", '<a href="javascript:x">y</a>', "<svg onload=x>",
    '<iframe src="https://spy.example">', "<style>@import url(https://spy.example)</style>", "<math><mi>",
    '<div style="background:url(https://spy.example/p.gif)">z</div>', "<form action=/x><input></form>",
    '<link rel=stylesheet href="https://spy.example">', '<base href="https://spy.example">', "<!--", "-->",
    '<object data="x">', "<p", '"', "'", "<table><td colspan=999999999>", "</div>", "&#60;script&#62;",
    '<img src="https://spy.example/pixel.gif">', "<noscript><p title='</noscript><img src=x onerror=y>'>",
    "words", "<b>bold</b>", "<![CDATA[", "<?xml?>",
]  # fmt: skip


class Seen(HTMLParser):
    """Tags and attributes as a browser would meet them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


@given(st.lists(st.sampled_from(HOSTILE), max_size=12))
def test_nothing_runs_and_nothing_can_be_fetched(parts):
    seen = Seen(safe_html("".join(parts)).html)

    assert not {"script", "style", "iframe", "object", "link", "base", "form", "input", "svg", "a"} & set(
        seen.tags
    )
    for tag, name, value in seen.attributes:
        assert not name.startswith("on")
        assert "url(" not in value
        assert name not in {"src", "href", "background"} or (tag == "img" and value.startswith("data:image/"))


@given(st.text(st.characters(codec="ascii", exclude_characters="<>&", min_codepoint=32), max_size=80))
def test_words_come_through(words):
    assert "".join(words.split()) in "".join(safe_html(f"<p>{words}</p>").html.split())


def test_a_tracking_pixel_is_not_fetched_and_is_said():
    safe = safe_html(
        '<p>a</p><img src="https://spy.example/1.gif"><img src="//spy.example/2.gif" alt="logo">'
    )

    assert safe.html == "<p>a</p>[image: no description][image: logo]"
    assert safe.left_out == ("2 images on other computers, not fetched",)


def test_a_link_is_its_words_and_its_address_and_cannot_be_followed():
    assert safe_html('<a href="https://x.example/?q=1&amp;r=2">the plan</a>').html == (
        "<u>the plan</u> (https://x.example/?q=1&amp;r=2)"
    )


def test_looks_of_the_fixed_list_stay():
    sent = (
        '<p style="text-align:center"><b>b</b><i>i</i><u>u</u><s>s</s><strike>t</strike></p>'
        '<span style="text-decoration:line-through;display:none">struck</span><ol start="3" type="a"><li>x</li></ol>'
    )

    assert safe_html(sent).html == sent.replace(";display:none", "")


def test_the_classes_of_fhir_s_fixed_list_are_looks_too():
    html = safe_html(
        '<p class="center mine"><span class="strikethrough underline" style="color:#000">5 mg</span></p>'
    ).html

    assert html == (
        '<p style="text-align:center"><span style="text-decoration:line-through underline;color:#000000">5 mg</span></p>'
    )


def test_a_font_s_colour_stays_and_can_be_read():
    assert safe_html('<font color="#8b0000">x</font>').html == '<font style="color:#8b0000">x</font>'


def test_an_image_that_came_along_is_kept_and_one_inside_that_cannot_be_shown_is_said():
    safe = safe_html(f'<img src="{PIXEL}" onload="x"><img src="#pic" alt="ECG">')

    assert safe.html == f'<img src="{PIXEL}">[image: ECG]'
    assert safe.left_out == ("1 image that cannot be shown",)


def test_spans_that_would_fill_the_memory_are_cut():
    html = safe_html('<table border="900"><tr><td colspan="999999" rowspan="x">1</td></tr></table>').html

    assert 'colspan="20"' in html
    assert "rowspan" not in html
    assert 'border="4"' in html


@pytest.mark.parametrize(
    "sent",
    [
        "<div>" * 100 + "deep",
        "<table><tr><td>" * 9 + "deep",
        "<b>deep</b>" + "x" * 2_100_000,
        "<p>deep</p><![if x]",
    ],
)
def test_what_cannot_be_laid_out_is_read_as_words(sent):
    safe = safe_html(sent)

    assert "deep" in safe.text
    assert safe.html == "" or "deep" in safe.html


@pytest.mark.parametrize(
    "sent",
    [
        "<table><tr>" + "<td></td>" * 200 + "</tr>" + "<tr></tr>" * 100 + "</table>",
        "<ul>" + "<li>one</li>" * 2_001 + "</ul>",
        "<p>" + "<b><i><u><s><tt><em>" * 5 + "<p>x" + "</p><p>x" * 3_400,
        "<b>" * 100 + "</i>" * 100,
    ],
)
def test_a_small_letter_that_would_hold_up_the_window_is_read_as_words(sent):
    safe = safe_html("<p>deep</p>" + sent)

    assert safe.html == ""
    assert "deep" in safe.text
    assert "to be laid out" in safe.left_out[0]


def test_a_long_list_and_a_table_of_a_long_stay_are_laid_out():
    table = "<table>" + ("<tr>" + "<td>x</td>" * 9 + "</tr>") * 1_000 + "</table>"

    assert safe_html(table + "<ul>" + "<li>one</li>" * 2_000 + "</ul>").left_out == ()


@pytest.mark.parametrize("open_tag", ["<a ", "<!--", "<![CDATA[", "<a a='"])
def test_markup_without_an_end_is_not_looked_through_again_and_again(open_tag):
    safe = safe_html("<p>deep</p>" + open_tag * 1_000)

    assert (safe.html, safe.left_out) == ("", ("its looks: it cannot be read as HTML",))
    assert safe.text.startswith("[this cannot be read as HTML")
    assert "deep" in safe.text


def test_form_fields_and_scripts_are_counted():
    left = safe_html("<script>a</script><script>b</script><input value=x><textarea>c</textarea>").left_out

    assert left == ("2 scripts", "2 form fields")
