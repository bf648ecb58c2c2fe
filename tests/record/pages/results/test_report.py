from tests.record.pages.results.builders import Raw, World, bounds, observation, report
from viewer.record.pages.results.report import report_of

ECG = {"origin": {"value": 0, "unit": "mV"}, "period": 4, "dimensions": 1, "data": "1 2"}


def opened(world, entry):
    return report_of(world.asked(), entry.id)


def test_what_is_not_in_the_record_is_not_opened():
    assert report_of(World().asked(), "gone") is None


def test_a_result_says_status_date_value_range_and_what_qualifies_it():
    world = World()
    entry = world.add(
        observation(
            value="5.9",
            issued="2026-03-04T10:00:00Z",
            interpretation=[{"text": "High"}],
            referenceRange=bounds("3.5", "5.3"),
            method={"text": "ISE"},
            bodySite={"text": "Left arm"},
            device={"display": "Analyser 7"},
            performer=[{"actor": {"display": "Laboratory"}}, {"display": "Dr Able"}, {}],
            note=[{"text": "Repeat"}],
        )
    )

    (copy,) = opened(world, entry).copies

    assert copy.source == "GP practice"
    assert copy.facts == (
        "Status: final",
        "When: 04-Mar-2026 09:15 (effective)",
        "Issued: 04-Mar-2026 10:00",
        "Value: 5.9 mmol/L",
        "Range sent: 3.5 to 5.3 mmol/L",
        "Department or kind: code laboratory",
        "Interpretation sent: High",
        "Method: ISE",
        "Body site: Left arm",
        "Device: Analyser 7",
        "By: Laboratory, Dr Able",
        "Note: Repeat",
    )


def test_a_component_has_its_own_range():
    world = World()
    entry = world.add(
        observation(component=[{"code": {"text": "Systolic"}, "referenceRange": bounds("90", "140", "mmHg")}])
    )

    assert "Systolic: range sent: 90 to 140 mmHg" in opened(world, entry).copies[0].facts


def test_each_source_has_its_own_copy():
    world = World()
    both = world.same(world.add(observation()), world.add(observation(status="amended"), "trust"))

    assert [(copy.source, copy.facts[0]) for copy in opened(world, both).copies] == [
        ("GP practice", "Status: final"),
        ("Acute trust", "Status: amended"),
    ]


def test_a_copy_that_cannot_be_read_says_so():
    world = World()
    entry = world.add(observation())
    world.bytes.clear()

    assert opened(world, entry).copies[0].facts == (
        "The bytes of this copy cannot be read: the kept body was damaged",
    )


def test_a_report_holds_its_results_and_says_what_is_not_here():
    world = World()
    world.add(observation("k1", value="5.9", status="amended", interpretation=[{"text": "High"}]))
    entry = world.add(
        report("r", "k1", "gone", conclusionCode=[{"text": "Hyperkalaemia"}], conclusion="High.")
    )

    made = opened(world, entry)

    assert [one.words for one in made.holds] == [
        "Potassium · 5.9 mmol/L · sent as High · Amended",
        "A result that is not in this record: Observation/gone",
    ]
    assert [one.entry for one in made.holds] == [world.entries[0].id, ""]
    assert "Coded conclusion: Hyperkalaemia" in made.copies[0].facts
    assert [(one.title, one.text) for one in made.copies[0].texts] == [("Conclusion", "High.")]


def test_a_result_that_is_meant_by_version_or_urn_or_full_url_is_not_called_missing():
    for reference in ("Observation/k1/_history/2", "urn:uuid:other", "https://elsewhere.example/1"):
        world = World()
        held = world.add(observation("k1"))
        world.found["gp", reference] = held.members[0].place
        entry = world.add(report("r", result=[{"reference": reference}]))

        assert [one.entry for one in opened(world, entry).holds] == [held.id], reference


def test_a_report_of_two_sources_holds_what_each_names_at_itself():
    world = World()
    gp, trust = world.add(report("r", "k1")), world.add(report("r", "k1"), "trust")
    world.add(observation("k1", title="Potassium"))
    world.add(observation("k1", title="Sodium"), "trust")
    both = world.same(gp, trust)

    assert [one.words.split(" ")[0] for one in opened(world, both).holds] == ["Potassium", "Sodium"]


def test_a_report_whose_source_left_meanwhile_still_says_what_it_holds():
    world = World()
    entry = world.add(report("r", "k1"))
    world.parts[entry.id] = ()

    assert [one.words for one in opened(world, entry).holds] == [
        "A result that is not in this record: Observation/k1"
    ]


def test_a_file_with_the_report_is_offered():
    world = World()
    entry = world.add(report(presentedForm=[{"contentType": "application/pdf", "title": "Echo", "url": "x"}]))

    assert (
        "File with this report: Echo · PDF · pointer only: not opened" in opened(world, entry).copies[0].facts
    )


def test_samples_of_a_result_and_of_its_components_are_traces():
    world = World()
    entry = world.add(
        observation(
            value=None,
            valueSampledData={**ECG, "factor": Raw("0.5")},
            component=[{"code": {"text": "Lead II"}, "valueSampledData": ECG}, {"valueSampledData": ECG}],
        )
    )

    (copy,) = opened(world, entry).copies

    assert [trace.name for trace in copy.traces] == ["Potassium", "Lead II", "Component without a name"]
    assert not any(fact.startswith("Value:") for fact in copy.facts)
