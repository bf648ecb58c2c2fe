"""A table as CSV: read back as it was, and nothing in it runs."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.record.as_csv import BOM, Table, as_csv

HIDDEN = ("\x0b=1", "\x00=1", "\u2060=1", "\u200e@x", "\ufe66 1", "\ufe62 1", "\ufe63 1", "\ufe6b x")
"""Formulas behind what nobody sees, or begun by a sign in its small form."""

HEAD = (("Patient", "SMITH, Jane"), ("Completeness", "3 of 4 complete"))


def table(*rows, columns=("Date", "Title", "Value")):
    return Table(title="Results", columns=columns, rows=tuple(rows))


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_the_head_says_whose_it_is_and_every_line_has_as_many_fields():
    rows = read(as_csv(table(("2024", "Potassium", "4.90")), HEAD))

    assert rows[:3] == [
        ["List", "Results", ""],
        ["Patient", "SMITH, Jane", ""],
        ["Completeness", "3 of 4 complete", ""],
    ]
    assert rows[3] == ["", "", ""]
    assert rows[4:] == [["Date", "Title", "Value"], ["2024", "Potassium", "4.90"]]
    assert {len(row) for row in rows} == {3}


def test_it_ends_lines_as_the_format_asks_and_begins_with_the_mark_where_wanted():
    assert as_csv(table(), HEAD).startswith(BOM)
    assert not as_csv(table(), HEAD, bom=False).startswith(BOM)
    assert as_csv(table(), HEAD).count("\r\n") == as_csv(table(), HEAD).count("\n")


@pytest.mark.parametrize(
    "formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", *HIDDEN]
)
def test_a_formula_gets_an_apostrophe_and_the_head_says_how_many(formula):
    rows = read(as_csv(table(("2024", formula, "@x")), HEAD))

    assert rows[-1] == ["2024", f"'{formula}", "'@x"]
    assert rows[3][0] == "Note"
    assert rows[3][1].startswith("2 cells begin with an apostrophe")


@pytest.mark.parametrize("between", [";", "|", "\t"])
def test_a_text_cannot_end_its_field_in_a_spreadsheet_that_divides_at_other_signs_too(between):
    text = as_csv(table(("2024", f"see note{between}=HYPERLINK(A1)", "x")), HEAD, bom=False)

    cells = re.findall(r'(?:^|[,;|\t])("(?:[^"]|"")*"|[^,;|\t"\r\n]*)', text, re.MULTILINE)
    assert not [cell for cell in cells if cell.startswith("=")]
    assert f'"see note{between}=HYPERLINK(A1)"' in text


@pytest.mark.parametrize("number", ["-5.0", "+1", "0.010", "-1e3", "120/80", "<0.01"])
def test_a_plain_number_is_no_formula(number):
    rows = read(as_csv(table(("2024", "x", number)), HEAD))

    assert rows[-1][2] == number
    assert "Note" not in [row[0] for row in rows]


def test_one_cell_is_said_as_one():
    assert "1 cell begins with an apostrophe" in as_csv(table(("2024", "=x", "")), HEAD)


def test_a_row_of_another_length_is_a_defect_that_shows():
    with pytest.raises(ValueError, match="another length"):
        as_csv(table(("2024",)), HEAD)


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


@given(st.lists(st.tuples(texts, texts, texts), max_size=5))
def test_what_is_read_back_is_what_was_given_but_for_apostrophes_that_are_counted(rows):
    back = read(as_csv(table(*rows), HEAD))[-len(rows) :] if rows else []

    changed = 0
    for given_row, found in zip(rows, back, strict=True):
        for was, now in zip(given_row, found, strict=True):
            assert now in (was, f"'{was}")
            changed += now != was
            assert not now.startswith(("=", "@", "+", "-")) or now == was
    assert changed == 0 or f"{changed} cell" in as_csv(table(*rows), HEAD)
