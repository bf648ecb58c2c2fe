"""What stands on paper: every entry, head and foot of each page, gaps in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import allergy, entry, medicine, patient
from tests.record.builders import LONDON, NOW, domain_row, gap, record, source_row
from tests.record.test_as_text import FULL
from viewer.entries.entry import Flag
from viewer.merge.persons import person_of
from viewer.record.paper import Part, Printing, paper_of_part, paper_of_record, state_words
from viewer.source.domain import Domain
from viewer.source.state import SourceState

BY = Printing(zone=LONDON, now=NOW, user="drsmith")


def entries(paper):
    return [block for block in paper.blocks if block.kind == "entry"]


def words(paper):
    return "\n".join(
        " ".join((block.text, block.marks, block.detail, block.small, *block.notes)) for block in paper.blocks
    )


def test_every_page_says_who_how_complete_when_and_by_whom():
    paper = paper_of_record(FULL, BY)

    assert dict(paper.head)["Name"] == "SMITH, Jane (Mrs)"
    assert dict(paper.head)["NHS No."] == "999 000 0018"
    assert paper.allergies == "Known allergies"
    assert "Known allergies. 1 recorded" in words(paper)
    assert paper.foot == "Printed 22-Nov-2026 03:06 by drsmith. Not assured for live clinical use"


def test_the_whole_record_holds_every_entry_and_every_gap():
    paper = paper_of_record(FULL, BY)

    said = words(paper)
    after = paper.blocks[[block.text for block in paper.blocks].index("Timeline, newest first") :]
    assert sum(1 for block in after if block.kind == "entry") == len(FULL.entries)
    for one in (
        "the server answered 503",
        "Observation/9",
        "Organization (Organization/1",
        "A notice",
        "x" * 300,
    ):
        assert one in said


def test_each_line_says_its_source_and_when_that_was_retrieved():
    assert all("retrieved 22-Nov-2026 03:02" in block.small for block in entries(paper_of_record(FULL, BY)))


def test_one_page_holds_its_rows_in_its_order_and_says_that_it_is_one_page():
    first, second = medicine(title="B"), medicine(id="2", title="A", flags=[Flag.IN_ERROR])
    given_record = record(first, second, allergy())
    part = Part(title="Medicines", note='Filter "x": 2 of 3 shown', entries=(second.id, first.id, "gone"))

    paper = paper_of_part(given_record, part, BY)

    assert [block.text for block in entries(paper)] == ["A", "B"]
    assert [block.struck for block in entries(paper)] == [True, False]
    said = words(paper)
    assert "One page of the record only" in said
    assert 'Filter "x": 2 of 3 shown' in said
    assert "1 rows of this page are not here" in said
    assert paper.title == "Medicines"


def test_one_page_says_what_is_missing_why_and_what_to_do_once():
    lost = domain_row("gp", Domain.RESULTS, gaps=(gap("gp", domain=Domain.RESULTS),))
    failed = source_row("trust", state=SourceState.FAILED, gaps=(gap("trust"),))
    short = record(sources=("gp", failed), rows=(lost,))

    paper = paper_of_part(short, Part(title="Problems"), BY)
    said = [block.text for block in paper.blocks]
    assert "What is missing, and why (2)" in said
    words_of = "Acute trust: Medicines not seen: the server answered 503. Retry this source."
    assert words_of in said
    assert words_of.replace("Acute trust", "GP practice") in said

    first = [block for block in paper.blocks if block.kind == "item"]
    again = [block.text for block in paper_of_part(short, Part(title="At a glance"), BY, first).blocks]
    assert again.count(words_of) == 1
    whole = paper_of_part(record(), Part(title="Problems"), BY)
    assert not [block for block in whole.blocks if block.text.startswith("What is missing")]


def test_an_empty_page_says_so():
    assert "No rows on this page." in words(paper_of_part(record(), Part(title="Documents"), BY))


def test_a_record_that_lacks_a_source_is_called_incomplete_on_every_page():
    failed = source_row("trust", state=SourceState.FAILED)

    assert state_words(record()) == "2 of 2 sources complete. Other places may hold more"
    assert state_words(record(sources=("gp", failed))).startswith(
        "NOT A COMPLETE RECORD: 1 of 2 sources complete"
    )
    loading = domain_row("gp", Domain.RESULTS, settled=False)
    assert "complete so far" in state_words(record(rows=(loading,)))
    aside = source_row("mh", state=SourceState.NOT_LINKED)
    assert "1 of 2" in state_words(record(sources=("gp", aside)))


def test_a_source_that_found_no_such_patient_is_not_counted_as_complete():
    linked = record()
    silent = replace(linked, sources=(*linked.sources, source_row("mh"), source_row("ooh")))

    said = "NOT A COMPLETE RECORD: 2 of 4 sources complete, 2 found no such patient"
    assert state_words(silent) == said
    assert paper_of_record(silent, BY).state == said


def test_address_and_practice_stand_in_the_body_and_not_in_the_head():
    home = patient(address=[{"city": "Leeds"}])
    paper = paper_of_record(record(person=person_of(home, [])), BY)

    assert "Address" not in dict(paper.head)
    assert "Address: Leeds" in words(paper)


def test_a_record_of_nobody_has_a_head_that_says_so():
    head = dict(paper_of_record(replace(record(), person=None), BY).head)

    assert head["Patient"].startswith("No Patient in this record")


def test_gaps_are_there_even_where_nothing_else_is():
    failed = source_row("gp", state=SourceState.FAILED, gaps=(gap(),))

    assert "the server answered 503" in words(paper_of_record(record(sources=(failed,), rows=()), BY))


@given(st.text(max_size=20))
def test_no_text_that_was_sent_turns_the_reading_direction_or_breaks_a_line(text):
    nasty = entry(title=text, detail=text, status=text, notes=(text,))

    said = words(paper_of_record(record(nasty), BY)).replace("\n", "")

    assert not any(char in said for char in "\x00\x1b\u202e\u2028\r")
