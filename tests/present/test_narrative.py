"""Narrative as plain text: safe, and nothing left out unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.present.narrative import narrative_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a<br/>b</div>", "a\nb"),
        ("<p>one</p>\n<p>two\n  three</p>", "one\ntwo three"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<table><tr><th>Drug</th><th>Dose</th></tr><tr><td>A</td><td>5 mg</td></tr></table>", "Drug | Dose\nA | 5 mg"),
        ("<table>\n <tr>\n  <td>A</td>\n  <td><p>5</p><p>mg</p></td>\n </tr>\n</table>", "A | 5 mg"),
        ("<table><tr><td></td><td>5 mg</td></tr></table>", "| 5 mg"),
        ("<table><tr><td>open<tr><td>next</table><p>after</p>", "open\nnext\nafter"),
        ("<pre>Na   140\nK    4.5</pre>", "Na   140\nK    4.5"),
        ("</pre></td>x", "| x"),
        ("&lt;5 &amp; &eacute;", "<5 & é"),
        ("<img src='http://x/pixel.png' alt='ECG'/><img src='y'>", "[image: ECG][image: no description]"),
        ("<a href='http://x'>more</a> <a name='q'>here</a>", "more (http://x) here"),
        ("<s>old dose</s> new", "[struck out: old dose] new"),
        ("<p style='text-decoration:line-through'>old</p>", "[struck out: old]"),
        ("<del>never closed", "[struck out: never closed]"),
        ("a<script>steal()</script>b", "a\n[script left out]\nb"),
        ("a<style>p{}</style>b", "a\n[style sheet left out]\nb"),
        ("<object><script>x</script>y</object>z", "[embedded object left out]\nz"),
        ("a<embed src='x'>b<link href='x'>", "a [embedded object left out] b [linked file left out]"),
        ("a<iframe src='x'>b</iframe>c", "a\n[embedded page left out]\nc"),
        ("<object><p>fallback</p></object>z", "[embedded object left out]\nz"),
        ("a<script>alert(1)", "a\n[script left out]\n[the rest is left out: an element that is not text was not closed]"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_reads_as_plain_text(html, text):
    assert narrative_text(html) == text


def test_what_the_parser_gives_up_on_is_shown_as_sent():
    assert (
        narrative_text("<![x[ foo") == "[this cannot be read as HTML and follows as it was sent]\n<![x[ foo"
    )


def test_markup_without_an_end_is_not_looked_through_again_and_again():
    sent = "<p>5 mg</p>" + "<a " * 1_000

    assert narrative_text(sent) == "[this cannot be read as HTML and follows as it was sent]\n" + sent


def test_long_words_that_only_wait_for_an_entity_are_words():
    assert narrative_text("<p>" + "word " * 1_000 + "R&D") == "word " * 1_000 + "R&D"


words = st.text(alphabet="abcxyz 0123456789.,%", min_size=1, max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["p", "td", "b", "li", "h1", "span", "div", "unknown"]), words)))
def test_no_word_of_any_element_is_lost(parts):
    html = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)

    shown = narrative_text(html)

    assert [c for c in shown if c not in " \n|-"] == [c for _, text in parts for c in text if c != " "]


@given(st.text() | st.text(alphabet="<>/!-[]&;#abpscript \n'\"=", max_size=80))
def test_no_text_breaks_the_reader(html):
    assert isinstance(narrative_text(html), str)


def test_what_a_class_of_the_fixed_list_strikes_out_is_said():
    assert (
        narrative_text('<p><span class="x strikethrough">5 mg</span> 10 mg</p>') == "[struck out: 5 mg] 10 mg"
    )
    assert narrative_text('<p><span class="strikethroughs">5 mg</span></p>') == "5 mg"
