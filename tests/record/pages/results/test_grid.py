from tests.record.pages.results.builders import World, bounds, observation, pressure, report, rows, titled
from viewer.record.pages.results.arranging import results_in
from viewer.record.pages.results.grid import grid_of
from viewer.record.pages.results.options import Wanted


def test_newest_columns_come_first_and_older_results_are_counted_with_the_newest_of_them():
    world = World()
    for year in (2021, 2022, 2023, 2024):
        world.add(observation(f"k{year}", f"4.{year % 10}", f"{year}-03-04"))

    page = world.page(columns="2")
    row = titled(page, "Potassium")

    assert [column.day for column in page.columns] == ["04-Mar-2024", "04-Mar-2023"]
    assert [(cell.column, cell.text) for cell in row.cells] == [(0, "4.4"), (1, "4.3")]
    assert (row.older, row.before[0].text) == (2, "4.2")
    assert row.before_words == "04-Mar-2022, GP practice; 1 more"
    assert page.earlier_words == "2 earlier: the newest of each test stands under Before"


def test_two_results_of_one_minute_from_two_sources_stand_side_by_side():
    world = World()
    world.add(observation("a", "4.2"))
    world.add(observation("b", "4.3"), "trust")

    page = world.page()

    assert sorted(column.sources for column in page.columns) == ["Acute trust", "GP practice"]
    assert len({cell.column for cell in titled(page, "Potassium").cells}) == 2


def test_a_fact_that_two_sources_agree_on_is_one_column_of_both():
    world = World()
    world.same(world.add(observation()), world.add(observation(), "trust"))

    page = world.page()

    assert [column.sources for column in page.columns] == ["GP practice, Acute trust"]
    assert len(titled(page, "Potassium").cells) == 1


def test_ranges_are_those_of_the_newest_result_of_each_source_as_sent():
    world = World()
    world.add(observation("a", when="2026-01-01", referenceRange=bounds("3.0", "5.0")))
    world.add(observation("b", when="2026-02-01", referenceRange=bounds("3.5", "5.3")))
    world.add(observation("c", when="2026-02-02", referenceRange=bounds("3.6", "5.1")), "trust")

    assert titled(world.page(), "Potassium").ranges == (
        "range 3.6 to 5.1 mmol/L (Acute trust)",
        "range 3.5 to 5.3 mmol/L (GP practice)",
    )


def test_a_range_whose_bytes_are_damaged_says_so():
    world = World()
    world.add(observation(referenceRange=bounds("3.0", "5.0")))
    world.bytes.clear()

    assert titled(world.page(), "Potassium").ranges == ("range not readable (GP practice)",)


def test_undated_results_have_the_last_column():
    world = World()
    world.add(observation("a"))
    world.add(observation("b", "5.0", ""))

    page = world.page(columns="1")

    assert [column.day for column in page.columns] == ["04-Mar-2026", "Date not recorded"]
    assert [(cell.column, cell.text) for cell in titled(page, "Potassium").cells] == [(0, "4.2"), (1, "5.0")]


def test_rows_of_one_name_say_what_tells_them_apart():
    world = World()
    world.add(observation("a"))
    world.add(observation("b", "4200", unit="umol/L"))

    notes = {row.unit: row.note for row in rows(world.page()).values()}

    assert notes == {
        "mmol/L": "LOINC 2823-3; another row has this name",
        "umol/L": "LOINC 2823-3; another row has this name",
    }


def test_a_panel_keeps_its_tests_together_and_its_report_leads():
    world = World()
    world.add(observation("k1"))
    world.add(observation("crp", "7", code="1988-5", title="CRP", unit="mg/L"))
    world.add(report("r1", "k1", "gone"))
    world.add(pressure())

    page = world.page()

    assert [(group.title, [row.title for row in group.rows]) for group in page.groups] == [
        ("Urea and electrolytes", ["Urea and electrolytes", "Potassium"]),
        ("Other tests, by name", ["Blood pressure", "CRP"]),
    ]
    assert titled(page, "Urea and electrolytes").cells[0].text == "2 results, 1 not found here"


def test_a_test_that_two_panels_hold_says_so():
    world = World()
    world.add(observation("k1"))
    world.add(observation("k2", when="2026-01-01"))
    world.add(report("r1", "k1"))
    world.add(report("r2", "k2", when="2026-01-01", title="Bone profile"))

    assert titled(world.page(), "Potassium").note == "also reported in Bone profile"


def test_how_many_numbers_could_be_drawn_is_told():
    world = World()
    world.add(observation("a"))
    world.add(observation("b", None, valueString="haemolysed"))

    assert titled(world.page(), "Potassium").numbers == 1


def test_a_search_may_name_a_panel():
    world = World()
    world.add(observation("k1"))
    world.add(report("r1", "k1"))

    assert len(rows(world.page(find="electrolytes"))) == 2


def test_the_grid_answers_for_results_only():
    world = World()
    world.add(observation("a", when="2026-03-04"))
    world.add({"resourceType": "Condition", "id": "c", "code": {"text": "Asthma"}})
    asked = world.asked()

    assert len(results_in(asked)) == grid_of(asked, Wanted()).all.total == 1


def test_one_group_alone_has_its_own_moments_close_together_and_counts_the_rest():
    world = World()
    world.add(observation("k1", when="2020-01-01"))
    world.add(report("r1", "k1", when="2020-01-02"))
    for number in range(3):
        world.add(observation(f"crp{number}", "7", f"2026-01-0{number + 1}", code="1988-5", title="CRP"))

    page = world.page(group="Urea and electrolytes", columns="2")

    assert [column.day for column in page.columns] == ["02-Jan-2020", "01-Jan-2020"]
    assert page.titles == ("Other tests, by name", "Urea and electrolytes")
    assert page.placed.endswith("Not shown: 1 other tests with 3 results (shown is Urea and electrolytes)")
    assert world.page(group="gone").group == ""
