"""What the detail lists, in order, with nothing left out."""

from msgspec.structs import replace

from tests.ui.sample_messages import detail
from viewer.engine.detail_links import STILL_LOOKING
from viewer.engine.messages import DetailLink
from viewer.ui.detail.detail_model import DetailRow, all_text, detail_rows, in_parts, raw_text


def test_every_copy_and_every_line_of_it_is_listed():
    rows = detail_rows(detail())
    lines = [row for row in rows if row.label]

    assert rows[0].text == "Recorded by 2 sources"
    assert sum(row.label == "Test" for row in lines) == 2
    assert any(row.label == "Why one entry" for row in lines)
    assert any(row.label == "Note" and "notes differ" in row.text for row in lines)
    assert [row.text for row in rows if not row.label][1:] == [
        "Everything in the record from St Aldhelm's Hospital"
    ] * 2


def test_key_facts_stand_before_everything_else():
    rows = detail_rows(replace(detail(), facts=(("Intent", "order"), ("Encounter", "Ward 3"))))

    assert [(row.label, row.text) for row in rows[:4]] == [
        ("", "Key facts"),
        ("Intent", "order"),
        ("Encounter", "Ward 3"),
        ("", "Recorded by 2 sources"),
    ]


def test_what_must_be_seen_first_is_copied_before_the_plain_lines():
    lines = all_text(replace(detail(), warnings=("Refuted", "Sources disagree."))).splitlines()

    assert lines[:4] == [detail().title, "Refuted", "Sources disagree.", detail().plain[0]]


def test_raw_text_holds_every_token_and_the_exact_bytes():
    text = raw_text(detail())

    assert "Observation.valueQuantity.value = 5.9" in text
    assert detail().members[0].raw in text
    assert detail().members[0].sha256 in text


def test_the_whole_text_has_title_plain_lines_and_elements():
    text = all_text(detail())

    for part in ("Potassium 5.9 mmol/L", "Final result", "Reference range: 3.5 to 5.3 mmol/L"):
        assert part in text


def _with_text(reference):
    copy = replace(
        detail().members[0], reference=reference, texts=(("Allergies (made by the source)", "Latex"),)
    )
    return replace(detail(), members=(copy,))


def test_the_text_of_a_document_stands_first_and_of_anything_else_last():
    for reference, place in (("Composition/1", 0), ("Bundle/1", 0), ("Observation/1", -2)):
        rows = detail_rows(_with_text(reference))

        assert rows[place].text == "Text as the source wrote it, from St Aldhelm's Hospital"
        assert (rows[place + 1].label, rows[place + 1].text) == ("Allergies (made by the source)", "Latex")
        assert "Latex" in all_text(_with_text(reference))


def test_links_stand_with_their_numbers_and_lead_where_there_is_a_line():
    links = (
        DetailLink(towards=True, words="Practitioner: Dr Rahman", entry="p1"),
        DetailLink(towards=True, words="Encounter/9: not retrieved"),
        DetailLink(towards=False, words="Investigation results: Bloods", entry="r9"),
    )
    rows = detail_rows(replace(detail(), links=links))
    at = [row.text for row in rows].index("Refers to (2)")

    assert [(row.label, row.text, row.entry) for row in rows[at : at + 5]] == [
        ("", "Refers to (2)", ""),
        ("Open (Enter)", "Practitioner: Dr Rahman", "p1"),
        ("Not here", "Encounter/9: not retrieved", ""),
        ("", "Referred to by (1)", ""),
        ("Open (Enter)", "Investigation results: Bloods", "r9"),
    ]


def test_what_is_still_looked_for_is_said_and_not_counted():
    links = (
        DetailLink(towards=False, words="Investigation results: Bloods", entry="r9"),
        STILL_LOOKING,
    )
    rows = detail_rows(replace(detail(), links=links))
    at = [row.text for row in rows].index("Referred to by (1 so far)")

    assert [(row.label, row.entry) for row in rows[at + 1 : at + 3]] == [
        ("Open (Enter)", "r9"),
        ("Still looking", ""),
    ]


def test_what_the_copies_say_differently_stands_side_by_side():
    rows = detail_rows(replace(detail(), differences=(("Value", ("5.9", "6.1")),)))
    at = [row.text for row in rows].index("Where the 2 copies differ, side by side")

    assert rows[at + 1].label == "Value"
    assert rows[at + 1].text == "St Aldhelm's Hospital: 5.9\nSt Aldhelm's Hospital: 6.1"


def test_a_text_without_end_stands_on_several_lines_that_say_which_part_they_are():
    long = DetailRow("Comment", "word " * 12_000)
    short = DetailRow("Value", "5 mg")

    rows = in_parts([short, long, DetailRow("", "y" * 20_001)])

    assert rows[0] == short
    assert [row.label for row in rows[1:4]] == [f"Comment (part {number} of 3)" for number in (1, 2, 3)]
    assert "".join(row.text for row in rows[1:4]) == long.text
    assert max(len(row.text) for row in rows) <= 20_000
    assert [row.label for row in rows[4:]] == ["Heading (part 1 of 2)", "Heading (part 2 of 2)"]
    assert len(in_parts([DetailRow("Note", "a line\n" * 4_000)])) == 2
