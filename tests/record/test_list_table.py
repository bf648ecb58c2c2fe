"""A list page as a table, with a head that says whose and how complete it is."""

from dataclasses import replace

from tests.merge.builders import entry, medicine
from tests.record.builders import LONDON, NOW, domain_row, gap, record, source_row
from viewer.entries.entry import Flag
from viewer.record.list_table import COLUMNS, head_of_table, table_of_part
from viewer.record.paper import Part, Printing
from viewer.source.domain import Domain
from viewer.source.state import SourceState

BY = Printing(zone=LONDON, now=NOW, user="drsmith")


def test_each_row_has_its_value_as_sent_its_source_and_its_time():
    one = entry(title="Potassium", value="<0.010 mmol/L", detail="<0.010 mmol/L", flags=[Flag.IN_ERROR])
    other = medicine()
    table = table_of_part(record(one, other), Part(title="All", entries=(one.id, other.id)), LONDON)

    first = dict(zip(COLUMNS, table.rows[0], strict=True))
    assert first["Value"] == "<0.010 mmol/L"
    assert first["Date"] == "04-Mar-2019"
    assert first["Withdrawn"] == "yes"
    assert first["Marks"] == "Entered in error"
    assert first["Source and retrieval time"] == "GP practice, retrieved 22-Nov-2026 03:02"
    assert first["Reference at the source"] == "Observation/1"
    assert len(table.rows) == 2


def test_the_head_says_who_how_complete_from_where_when_and_by_whom():
    failed = source_row("trust", state=SourceState.FAILED, gaps=(gap("trust"),), retrieved="")
    part = Part(title="All", note="Filter", entries=("gone",))
    head = head_of_table(record(sources=("gp", failed)), part, BY)

    said = dict(head)
    assert said["Name"] == "SMITH, Jane (Mrs)"
    assert said["Completeness"].startswith("NOT A COMPLETE RECORD: 1 of 2")
    assert "Acute trust failed" in said["Sources"]
    assert ("Retrieved", "GP practice, retrieved 22-Nov-2026 03:02") in head
    assert said["Missing"].startswith("Acute trust: Medicines not seen")
    assert said["Filter"] == "Filter"
    assert said["Rows"].startswith("1 rows")
    assert said["Exported"] == "22-Nov-2026 03:06 by drsmith"
    assert "Allergies" in said


def test_a_table_from_sources_of_which_one_knows_nobody_is_not_called_complete():
    linked = record()
    silent = replace(linked, sources=(*linked.sources, source_row("mh")))

    said = dict(head_of_table(silent, Part(title="All"), BY))
    assert said["Completeness"].startswith("NOT A COMPLETE RECORD: 2 of 3 sources complete, 1 found no such")


def test_the_head_says_what_is_missing_of_one_kind_of_record_too():
    lost = domain_row("gp", Domain.RESULTS, gaps=(gap("gp", domain=Domain.RESULTS, what="Results cut"),))

    head = head_of_table(record(rows=(lost,)), Part(title="All"), BY)
    assert ("Missing", "GP practice: Results cut: the server answered 503. Retry this source.") in head
