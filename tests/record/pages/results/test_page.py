import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.builders import record, source_row
from tests.record.pages.results.builders import World, observation, report, rows, titled
from viewer.entries.register import unreadable_entry
from viewer.fhir.resource import Place, ResourceKey
from viewer.record.pages.register import PageBody
from viewer.record.pages.results.page import results_page
from viewer.source.state import SourceState

WHEN = st.sampled_from(
    [
        "",
        "2019",
        "2026-03",
        "2026-03-04",
        "2026-03-04T09:15:00Z",
        "2026-03-04T09:15:00+01:00",
        "2025-10-26T00:30:00Z",
    ]
)


@st.composite
def results(draw):
    given = {
        "unit": draw(st.sampled_from(["mmol/L", "umol/L", "mg/dL"])),
        "code": draw(st.sampled_from(["2823-3", "2951-2", ""])),
        "title": draw(st.sampled_from(["Potassium", "Sodium"])),
        "status": draw(st.sampled_from(["final", "amended", "entered-in-error", "strange"])),
    }
    value = draw(st.sampled_from(["4.2", "0.010", "37.0", "1e-7", None]))
    if value is None and draw(st.booleans()):
        given["valueString"] = draw(st.sampled_from([">1000", "clear", "x" * 90]))
    if draw(st.integers(0, 9)) == 0:
        given["focus"] = [{"reference": "Patient/unborn"}]
    return observation(None, value, draw(WHEN), **given), draw(st.sampled_from(["gp", "trust"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(results(), max_size=14), st.integers(1, 4))
def test_every_result_is_on_the_page_exactly_once_or_counted(given_results, columns):
    world = World()
    for number, (content, source) in enumerate(given_results):
        world.add(content | {"id": f"o{number}"}, source)

    page = world.page(columns=str(columns))

    shown = [cell.entry for row in rows(page).values() for cell in row.cells]
    before = [cell.entry for row in rows(page).values() for cell in row.before]
    older = sum(row.older for row in rows(page).values())
    assert len(set(shown + before)) == len(shown + before)
    assert len(shown) + older == len(given_results)
    assert page.earlier == older
    assert {*shown, *before} <= {entry.id for entry in world.entries}
    assert all(row.before for row in rows(page).values() if row.older)


@settings(max_examples=60, deadline=None)
@given(st.lists(results(), min_size=1, max_size=8))
def test_nothing_is_rounded_every_number_is_the_token_that_was_sent(given_results):
    world = World()
    for number, (content, source) in enumerate(given_results):
        world.add(content | {"id": f"o{number}"}, source)
    page = world.page(columns="99")
    cells = {cell.entry: (row, cell) for row in rows(page).values() for cell in row.cells}

    for entry in world.entries:
        row, cell = cells[entry.id]
        if entry.value and len(entry.value) <= 60:
            assert entry.value == (f"{cell.text} {row.unit}" if cell.text != entry.value else cell.text)


def test_the_page_says_how_many_there_are_and_how_complete_they_are():
    world = World()
    world.add(observation())
    world.add(observation("k2", when=""))
    world.add(observation("k3", status="amended"))

    page = world.page()

    assert page.heading == "Results and observations (3)"
    assert page.completeness.startswith("1 of 2 sources answered in full") or "in full" in page.completeness
    assert page.placed == "Undated 1 · Uncoded 0 · Unreadable 0 · In error 0 · Amended 1"


def test_until_all_sources_have_answered_the_heading_says_so_far():
    world = World()
    asked = world.asked()
    waiting = record(sources=[source_row("gp", SourceState.LOADING)])

    assert results_page(
        type(asked)(
            **{name: getattr(asked, name) for name in ("zone", "now", "copies", "raw")}, record=waiting
        )
    ).heading == ("Results and observations so far (0)")


def test_an_unreadable_result_stands_apart_with_the_reason():
    world = World()
    key = ResourceKey(source="gp", type="Observation", id="", version="")
    world.entries.append(unreadable_entry(key, Place(page=9, start=0, end=1), "it is not well-formed JSON"))

    page = world.page()

    assert [one.words for one in page.apart] == [
        "Observation that could not be read: it is not well-formed JSON (GP practice)"
    ]
    assert "Unreadable 1" in page.placed


def test_a_search_counts_what_it_leaves_out():
    world = World()
    world.add(observation())
    world.add(observation("na1", code="2951-2", title="Sodium"))

    page = world.page(find=" POTAS ")

    assert [row.title for row in rows(page).values()] == ["Potassium"]
    assert page.placed.endswith("Not shown: 1 other tests with 1 results (shown is the search “POTAS”)")
    assert page.sought == "POTAS"


def test_another_persons_result_is_counted():
    world = World()
    world.add(observation(focus=[{"reference": "Patient/unborn"}]))

    assert world.page().placed.endswith("About another subject 1")


def test_what_was_open_and_is_gone_is_said():
    world = World()
    world.add(observation())

    assert world.page(report="gone").problem == "What was open here is no longer in the record."
    assert world.page(trend="gone").problem == "What was open here is no longer in the record."
    assert not world.page().problem


def test_the_page_goes_through_the_pipe_whole():
    world = World()
    held = world.add(observation())
    world.add(report("r1", "k1"))
    key = titled(world.page(), "Potassium").key
    page = world.page(trend=key, report=held.id)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=PageBody) == page
