from dataclasses import replace

from tests.record.builders import record
from tests.record.pages.results.builders import World, bounds, observation, report, source_row, titled
from viewer.record.pages.results.page import results_page
from viewer.source.state import SourceState


def newest(world, title="Potassium"):
    return titled(world.page(columns="1"), title).newest


def test_the_newest_result_stands_at_the_side_wherever_its_moment_is():
    world = World()
    world.add(observation("a", "4.2", "2026-01-01", interpretation=[{"text": "High"}]))
    world.add(observation("b", "9", "2026-02-01", code="2", title="CRP"))

    assert newest(world) == "4.2 mmol/L High · 01-Jan-2026 · GP practice"


def test_an_erroneous_result_is_never_the_newest():
    world = World()
    world.add(observation("a", "4.2", "2026-01-01"))
    world.add(observation("b", "9.8", "2026-02-01", status="entered-in-error"))

    assert newest(world) == "4.2 mmol/L · 01-Jan-2026 · GP practice"


def test_the_newest_stands_however_many_erroneous_ones_are_newer():
    world = World()
    world.add(observation("a", "4.2", "2026-01-01"))
    for day in range(1, 20):
        world.add(observation(f"e{day}", "9.8", f"2026-02-{day:02}", status="entered-in-error"))

    assert newest(world) == "4.2 mmol/L · 01-Jan-2026 · GP practice"


def test_where_the_newest_cannot_be_told_all_that_may_be_are_named():
    world = World()
    world.add(observation("a", "4.2", "2026-03"))
    world.add(observation("b", "4.4", "2026-03-04"), "trust")
    world.add(observation("c", "4.6", "2026-01-04"))

    assert newest(world) == "4.2 mmol/L · Mar-2026 · GP practice; 4.4 mmol/L · 04-Mar-2026 · Acute trust"


def test_a_report_and_an_undated_result_are_no_newest():
    world = World()
    world.add(report("r"))
    world.add(observation("u", when=""))

    assert newest(world, "Urea and electrolytes") == ""
    assert newest(world) == ""


def test_the_report_of_a_panel_says_that_it_is_the_whole():
    world = World()
    world.add(observation("k1", referenceRange=bounds("3", "5")))
    world.add(report("r", "k1"))

    assert titled(world.page(), "Urea and electrolytes").note == "The report as a whole"


def test_until_all_sources_have_answered_the_newest_is_so_far():
    world = World()
    world.add(observation("a", "4.2", "2026-01-01"))
    loading = record(*world.entries, sources=[source_row("gp", SourceState.LOADING)])

    page = results_page(replace(world.asked(), record=loading))

    assert titled(page, "Potassium").newest == "so far: 4.2 mmol/L · 01-Jan-2026 · GP practice"
