from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import allergy, entry, medicine, nka, plan
from tests.record.builders import LONDON, NOW, gap, record, source_row
from viewer.entries.entry import Flag
from viewer.record.as_text import WIDTH, as_text, printable
from viewer.record.model import Quarantined, Supporting

FULL = record(
    entry(value="5", detail="5 mmol/L", status="Final", notes=("a note",), flags=[Flag.UNCODED]),
    nka("gp"),
    allergy("trust", when=None),
    medicine("gp", title="x" * 300),
    plan("gp"),
    sources=(source_row("gp", gaps=(gap(),)), "trust"),
    supporting=(
        Supporting(
            id="sup",
            reference="Organization/1",
            source="gp",
            type="Organization",
            title="",
            page=1,
            start=0,
            end=1,
        ),
    ),
    quarantined=(Quarantined(source="gp", reference="Observation/9", why="about another patient"),),
    notices=("A notice",),
)


def test_everything_of_the_record_stands_in_the_text():
    text = " ".join(as_text(FULL, LONDON, NOW).split())

    for words in (
        "SMITH, Jane (Mrs)",
        "KNOWN ALLERGIES. 1 recorded",
        "Not for attempted CPR (GP practice, 04-Mar-2019)",
        "2 of 2 complete.",
        "Not assured for live clinical use",
        "Printed 22-Nov-2026 03:06.",
        "Where sources disagree (1)",
        "-- Date not recorded",
        "[Uncoded] Systolic blood pressure",
        "5 mmol/L | Final",
        "* a note",
        "Undated 1 \u00b7 Uncoded 1 \u00b7 Unreadable 0 \u00b7 In error 0",
        "Organization (Organization/1, GP practice)",
        "Observation/9, GP practice: about another patient",
        "GP practice: Medicines not seen: the server answered 503.",
        "- A notice",
        "Received 5: 5 entries",
    ):
        assert words in text, words
    assert as_text(FULL, LONDON, NOW).replace("\n", "").replace(" ", "").count("x" * 300) == 2


def test_no_line_is_wider_than_a_terminal():
    assert max(len(line) for line in as_text(FULL, LONDON, NOW).splitlines()) <= WIDTH


def test_an_empty_record_is_text_all_the_same():
    text = as_text(record(sources=(), person=None), LONDON, NOW)

    assert "No Patient in this record" in text
    assert "Allergies unavailable".upper() in text


def test_nothing_sent_can_move_the_cursor_or_turn_the_text():
    nasty = entry(title="a\x1b[2Jb\u202ec\r\nd", when=None)
    text = as_text(record(nasty), LONDON, NOW)

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "a\ufffd[2Jb\ufffdc d" in text


@given(st.text(max_size=40))
def test_printable_text_is_one_line_and_loses_no_letter(text):
    said = printable(text)

    assert len(said.splitlines()) <= 1
    assert [char for char in said if char.isalnum()] == [char for char in text if char.isalnum()]
