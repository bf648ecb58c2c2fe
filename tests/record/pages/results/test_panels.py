from tests.record.pages.results.builders import World, observation, pressure, report
from viewer.record.pages.results.homes import rows_of
from viewer.record.pages.results.panels import groups_of, panels_of

VITAL = [{"coding": [{"code": "vital-signs"}]}]


def groups(world):
    rows = rows_of(world.entries)
    found = groups_of(rows, panels_of(world.asked(), rows))
    return [(title, [rows[key][0].title for key in keys]) for title, keys in found]


def test_a_group_inside_a_report_stands_with_the_report():
    world = World()
    world.add(report("r", "group", title="Full blood count"))
    world.add(
        observation("group", None, code="1", title="Red cells", hasMember=[{"reference": "Observation/hb"}])
    )
    world.add(observation("hb", "140", unit="g/L", code="2", title="Haemoglobin"))

    assert groups(world) == [("Full blood count", ["Full blood count", "Red cells", "Haemoglobin"])]


def test_groups_that_hold_each_other_end():
    world = World()
    for one, other in (("a", "b"), ("b", "a")):
        world.add(
            observation(one, None, code=one, title=one, hasMember=[{"reference": f"Observation/{other}"}])
        )

    assert sorted(title for _, titles in groups(world) for title in titles) == ["a", "b"]


def test_a_score_does_not_take_the_vital_signs_away():
    world = World()
    world.add(pressure("bp", category=VITAL))
    world.add(
        observation(
            "n", "3", code="9", title="NEWS2", category=VITAL, hasMember=[{"reference": "Observation/bp"}]
        )
    )

    assert groups(world) == [("Vital signs and examination", ["NEWS2", "Blood pressure"])]


def test_a_reference_counts_at_its_own_source_only():
    world = World()
    world.add(report("r", "k1"))
    world.add(observation("k1"), "trust")

    rows = rows_of(world.entries)
    panels = panels_of(world.asked(), rows)

    assert list(panels.lacking.values()) == [1]
    assert not panels.panel_of


def test_every_form_of_a_reference_is_followed():
    for reference in ("urn:uuid:k1", "https://gp.example/fhir/Observation/k1", "Observation/k1/_history/2"):
        world = World()
        world.add(report("r", result=[{"reference": reference}]))
        world.add(observation("k1"))

        assert groups(world)[0] == ("Urea and electrolytes", ["Urea and electrolytes", "Potassium"]), (
            reference
        )


def test_a_result_is_found_at_the_place_that_its_reference_means():
    world = World()
    held = world.add(observation("k1"))
    world.found["gp", "urn:uuid:other"] = held.members[0].place
    world.add(report("r", result=[{"reference": "urn:uuid:other"}]))

    assert groups(world) == [("Urea and electrolytes", ["Urea and electrolytes", "Potassium"])]


def test_a_report_that_two_sources_gave_finds_its_results_at_each():
    world = World()
    gp, trust = world.add(report("r", "k1")), world.add(report("r", "k9"), "trust")
    world.add(observation("k1"))
    world.add(observation("k9", unit="mEq/L"), "trust")
    world.same(gp, trust)

    assert groups(world) == [("Urea and electrolytes", ["Urea and electrolytes", "Potassium", "Potassium"])]


def test_what_belongs_to_no_panel_stands_with_its_kind_and_lone_reports_last():
    world = World()
    world.add(report("r", title="CT head", when="2026-03-04T09:15:00Z"))
    world.add(observation("a", category=[]))
    world.add(observation("b", unit="g", title="Sodium", code="2"))
    world.add(
        {
            "resourceType": "Observation",
            "effectiveDateTime": "2026-03-04T09:15:00Z",
            "id": "cpr",
            "code": {"text": "Smoker"},
            "category": [{"coding": [{"code": "social-history"}]}],
        }
    )
    world.add({"resourceType": "Specimen", "id": "s"})  # without a date

    assert [title for title, _ in groups(world)] == [
        "Other tests, by name",
        "Other observations, by name",
        "Social context",
        "Reports without results on this page",
    ]


def test_a_heading_that_we_did_not_foresee_is_a_group_of_its_own():
    world = World()
    entry = world.add(observation())
    rows = {
        "name|x": [type(entry)(**{**{f: getattr(entry, f) for f in entry.__slots__}, "category": "Goals"})]
    }

    assert groups_of(rows, panels_of(world.asked(), {}))[0][0] == "Goals"


def test_the_group_with_the_newest_result_stands_first_and_one_without_dates_last():
    world = World()
    world.add(observation("a", when="2020-01-01"))
    world.add(pressure("b", when="2026-01-01", category=VITAL))
    world.add(observation("c", when="", code="9", category=[]))

    assert [title for title, _ in groups(world)] == [
        "Vital signs and examination",
        "Other tests, by name",
        "Other observations, by name",
    ]


def test_a_test_that_several_reports_of_one_name_hold_is_not_said_twice():
    world = World()
    world.add(observation("k1"))
    world.add(observation("k2", when="2026-01-01"))
    world.add(observation("k3", when="2025-01-01"))
    world.add(report("r1", "k1"))
    for name in ("r2", "r3"):
        world.add(report(name, "k2", "k3", when="2026-01-01", title="Bone profile"))
    rows = rows_of(world.entries)

    assert list(panels_of(world.asked(), rows).also.values()) == [["Bone profile"]]


def test_a_deep_nest_of_groups_ends():
    world = World()
    for level in range(9):
        held = [{"reference": f"Observation/g{level + 1}"}]
        world.add(observation(f"g{level}", None, code=f"c{level}", title=f"G{level}", hasMember=held))
    world.add(observation("g9"))

    assert sum(len(titles) for _, titles in groups(world)) == 10
