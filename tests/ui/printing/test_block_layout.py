"""How a block looks on paper: nothing of it is left out, and what is withdrawn is struck."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPdfWriter

from viewer.record.paper import Block
from viewer.ui.printing.block_layout import Laid, Run, lay_block, points, runs_of, space_before

ENTRY = Block(
    "entry", "Aspirin", "Entered in error", "75 mg", "04-Mar-2019 \u00b7 GP", ("a note",), struck=True
)


@pytest.fixture
def device(qapp, tmp_path):
    made = QPdfWriter(str(tmp_path / "x.pdf"))
    made.setResolution(72)
    return made


def test_an_entry_has_its_marks_first_its_title_struck_and_its_source_below():
    runs = runs_of(ENTRY)

    assert [run.text for run in runs] == [
        "Entered in error: ",
        "Aspirin",
        "  75 mg",
        "\u202804-Mar-2019 \u00b7 GP",
        "\u2028\u2022 a note",
    ]
    assert [run.struck for run in runs] == [False, True, False, False, False]
    assert len(runs_of(Block("entry", "Aspirin"))) == 1


@pytest.mark.parametrize(
    ("kind", "text", "bold"),
    [("warning", "! x", True), ("item", "\u2022 x", False), ("heading", "x", True), ("text", "x", False)],
)
def test_each_kind_is_told_by_more_than_its_look(kind, text, bold):
    assert runs_of(Block(kind, "x")) == [Run(text, bold=bold)]


def test_text_is_broken_into_lines_of_the_width_and_words_without_a_space_too(device):
    narrow = lay_block(Block("text", "x" * 200), 100.0, device)
    wide = lay_block(Block("text", "x" * 200), 5000.0, device)

    assert len(narrow.heights) > 5
    assert len(wide.heights) == 1
    assert narrow.height > wide.height


def test_small_print_is_smaller_and_headings_keep_their_distance(device):
    assert Laid([Run("x", small=True)], 9.0, 100, device).height < Laid([Run("x")], 9.0, 100, device).height
    assert space_before(Block("heading"), device) > space_before(Block("text"), device)
    assert points(72, device) == 72


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30))
def test_any_script_is_laid_out_with_its_looks_where_they_belong(device, text):
    laid = lay_block(Block("entry", text, "Mark", "d", "s"), 200.0, device)

    assert len(laid.heights) >= 2
    ranges = laid._layout.formats()
    whole = len(laid._layout.text().encode("utf-16-le")) // 2
    assert sum(one.length for one in ranges) == whole
