"""What the detail lists, in order, with nothing left out."""

from msgspec.structs import replace

from tests.ui.sample_messages import detail
from viewer.ui.detail.detail_model import all_text, detail_rows, raw_text


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
