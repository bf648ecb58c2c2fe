from base64 import b64encode

from viewer.record.pages.results.texts import has_long_notes, texts_of

COLUMNS = "Organism:   E. coli\n  Trimethoprim   R\n  Nitrofurantoin S"


def texts(**content):
    return [(one.title, one.text) for one in texts_of(content)]


def file(data, kind="text/plain", **given):
    return {"contentType": kind, "data": data} | given


def test_lines_and_columns_are_kept():
    assert texts(conclusion=COLUMNS, valueString=COLUMNS, code={"text": "Culture"}) == [
        ("Conclusion", COLUMNS),
        ("Culture", COLUMNS),
    ]


def test_a_component_in_words_of_several_lines_is_a_text():
    assert texts(component=[{"valueString": COLUMNS}]) == [("Result in words", COLUMNS)]


def test_notes_of_one_line_stand_among_the_facts_and_long_ones_are_texts():
    assert not has_long_notes({"note": [{"text": "short"}]})
    assert texts(note=[{"text": "short"}, {"text": "a\nb"}], comment="c") == [
        ("Note", "short"),
        ("Note", "a\nb"),
        ("Note", "c"),
    ]


def test_a_file_of_plain_text_is_read():
    data = b64encode("5 µg".encode()).decode()

    assert texts(presentedForm=[file(data), file(data, "application/pdf"), file("", title="t")]) == [
        ("Report as plain text", "5 µg")
    ]


def test_a_guessed_encoding_is_said():
    data = b64encode("£5".encode("cp1252")).decode()

    assert "Windows Western European" in texts(presentedForm=[file(data, title="Histology")])[0][1]


def test_a_damaged_file_is_said():
    assert "damaged" in texts(presentedForm=[file("&&&")])[0][1]


def test_the_narrative_is_shown_with_its_status():
    div = "<div xmlns='http://www.w3.org/1999/xhtml'><p>Seen</p></div>"

    assert texts(text={"status": "additional", "div": div}) == [("Text of the record (additional)", "Seen")]
    assert texts(text={"div": div}) == [("Text of the record (its status is not stated)", "Seen")]
