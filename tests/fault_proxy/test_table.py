"""The table in the documents is the table that is run: every fault, every stage, every verdict."""

import re

from tests.fault_proxy.cells import VERDICT, Row
from tests.fault_proxy.faults import FAULTS
from tests.fault_proxy.stages import STAGES
from tests.fault_proxy.table import CELLS, DOC, as_markdown

_ROW = re.compile(r"^\| (.+?) \| (.+?) \| \d+ of \d+ \| .+ \| (.+) \|$", re.MULTILINE)


def test_every_fault_and_every_stage_is_in_the_table_and_every_line_lost_nothing():
    lines = _ROW.findall(DOC.read_text("utf-8"))

    assert [(fault, stage) for fault, stage, _ in lines] == [
        (fault.name, stage.name) for fault, stage in CELLS
    ]
    assert {verdict for *_, verdict in lines} == {VERDICT}


def test_no_fault_and_no_stage_is_left_out():
    assert {fault for fault, _ in CELLS} == set(FAULTS)
    assert {stage for _, stage in CELLS} == set(STAGES)
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_a_line_of_the_document_is_found_by_the_test_whatever_its_words():
    fault, stage = CELLS[0]
    row = Row(fault.name, stage.name, 59, 7, "A source: it | broke.")

    assert _ROW.findall(as_markdown([row])) == [(fault.name, stage.name, VERDICT)]
