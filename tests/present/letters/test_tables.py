"""The room of a table is counted as Qt makes it: rows times the widest one, spans and nesting among them."""

import pytest

from viewer.present.letters.tables import Tables, span


def monstrous(*tags):
    """Whether any moment of these tags is too much; "/td" ends, "td:9:2" spans columns and rows."""
    tables = Tables()
    for tag in tags:
        name, _, spans = tag.partition(":")
        columns, _, rows = spans.partition(":")
        if name.startswith("/"):
            tables.end(name[1:])
        else:
            tables.begin(name, {"colspan": columns, "rowspan": rows})
        if tables.monstrous:
            return True
    return False


@pytest.mark.parametrize(
    ("stated", "cells"), [("", 1), ("0", 1), ("3", 3), ("999", 20), ("9" * 10, 1), ("-2", 1), ("x", 1)]
)
def test_a_span_is_what_is_shown_of_it(stated, cells):
    assert span(stated) == cells


def test_rows_count_as_many_cells_as_the_widest_of_them():
    wide = ["table", "tr", *["td"] * 101, "/tr"]

    assert not monstrous(*wide, *["tr"] * 98)
    assert monstrous(*wide, *["tr"] * 99)
    assert monstrous("table", *["tr"] * 99, *["td"] * 102)  # the widest may be the last


def test_columns_that_a_cell_spans_count():
    assert monstrous("table", "tr", *["td:20"] * 6, "/tr", *["tr"] * 99)
    assert not monstrous("table", "tr", *["td"] * 6, "/tr", *["tr"] * 99)


def test_rows_that_a_cell_spans_widen_the_rows_below():
    spanning = [*["td:20:20"] * 3, "/tr", "tr", *["td:20:20"] * 3, "/tr"]

    assert monstrous("table", "tr", *spanning, *["tr"] * 82)
    assert not monstrous("table", "tr", *[one.removesuffix(":20") for one in spanning], *["tr"] * 82)


def test_cells_without_a_row_are_a_row():
    assert monstrous("table", *["td", "tbody"] * 10_001)
    assert monstrous("table", *["td", "/tbody"] * 10_001)
    assert not monstrous("table", *["td"] * 10_000)


def test_all_tables_together_have_a_limit():
    one = ["table", *["tr", "td"] * 9_000, "/table"]

    assert not monstrous(*one * 3)
    assert monstrous(*one * 4)


def test_tables_in_tables_have_a_limit():
    assert not monstrous(*["table", "tr", "td"] * 4)
    assert monstrous(*["table", "tr", "td"] * 5)


def test_cells_outside_a_table_are_words():
    assert not monstrous(*["td", "tr", "/tr", "/table"] * 10_001)
