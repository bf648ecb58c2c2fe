import re

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import allergy, day, entry, medicine, plan, problem
from tests.record.builders import LONDON, record, source_row
from viewer.entries.entry import Flag, Standing
from viewer.record.allergies import allergy_label_of
from viewer.record.glance import glance, previous_words
from viewer.source.domain import Domain
from viewer.source.state import SourceState

LOADING = ("gp", source_row("trust", state=SourceState.LOADING))


def lists(*entries, **given):
    return {one.key: one for one in glance(record(*entries, **given), LONDON)}


def titles(one):
    return [row.entry.title for row in one.rows]


def test_the_lists_stand_in_the_order_of_the_screen_each_with_its_count():
    found = glance(record(allergy(), medicine()), LONDON)

    assert [(one.key, one.heading) for one in found] == [
        ("plans", "Care plans and warnings (0)"),
        ("allergies", "Allergies (1)"),
        ("medicines", "Current medicines (1)"),
        ("problems", "Active problems (0)"),
        ("results", "Latest results (0)"),
        ("encounters", "Coming and recent encounters (0)"),
        ("documents", "Recent documents (0)"),
        ("immunisations", "Immunisations (0)"),
    ]
    assert all(one.completeness for one in found)


def test_nothing_is_called_latest_and_all_is_so_far_until_every_source_has_answered():
    found = lists(allergy(), sources=LOADING)

    assert found["results"].heading == "Results so far (0)"
    assert found["allergies"].heading == "Allergies so far (1)"
    assert not any("atest" in one.heading for one in found.values())


def test_allergies_show_all_with_the_active_first():
    refuted = allergy("gp", "2", title="Latex", flags=[Flag.REFUTED], when="2025-01-01")

    assert titles(lists(refuted, allergy())["allergies"]) == ["Penicillin", "Latex"]


def test_the_heading_counts_as_the_banner_does_and_says_what_else_is_listed():
    entries = [
        allergy(),
        allergy("gp", "2", standing=Standing.UNKNOWN),
        allergy("gp", "3", flags=[Flag.REFUTED]),
        allergy("gp", "4", standing=Standing.PAST),
        allergy("gp", "5", flags=[Flag.NO_KNOWN_ALLERGY]),
        allergy("gp", "6", flags=[Flag.IN_ERROR]),
    ]

    def heading(some):
        return lists(*some)["allergies"].heading

    assert heading(entries[:2]) == "Allergies (2)"
    assert heading(entries[:4]) == "Allergies (2), 2 refuted or ended"
    assert heading([entries[4]]) == "Allergies (0), 1 stating none"
    unreadable = allergy("gp", "7", flags=[Flag.UNREADABLE])
    assert heading([*entries, unreadable]) == "Allergies (2), 1 unreadable, 4 not active"
    assert allergy_label_of(record(*entries))[1].startswith("2 recorded")


def test_medicines_and_problems_show_what_may_hold_newest_first_and_count_the_rest():
    entries = [
        medicine("gp", "1", title="Old", when="2010", standing=Standing.CURRENT),
        medicine("gp", "2", title="Unsure", when="2020", standing=Standing.UNKNOWN),
        medicine("gp", "3", standing=Standing.PAST),
        medicine("gp", "4", standing=Standing.PLANNED),
        medicine("gp", "5", flags=[Flag.IN_ERROR]),
        medicine("gp", "6", standing=Standing.NONE, when=None),
        problem("gp", "1", flags=[Flag.REFUTED]),
        problem("gp", "2", standing=Standing.NONE, flags=[Flag.NOT_DONE]),
    ]
    found = lists(*entries)

    assert titles(found["medicines"]) == ["Unsure", "Old"]
    assert found["medicines"].completeness.endswith("Not listed: 1 in error, 1 past, 1 planned, 1 undated.")
    assert found["problems"].completeness.endswith("Not listed: 1 not done, 1 refuted.")
    assert found["problems"].short == "2 of 2 in full; 2 not listed"


def test_a_medicine_that_is_not_to_be_given_stands_first_and_is_not_counted_as_in_use():
    never = {"standing": Standing.NONE, "flags": [Flag.DO_NOT]}
    found = lists(
        medicine("gp", "1", title="DO NOT GIVE: Ibuprofen", status="active", when=None, **never),
        medicine("gp", "2"),
        medicine("gp", "3", title="DO NOT GIVE: Aspirin", status="stopped", **never),
    )["medicines"]

    assert titles(found) == ["DO NOT GIVE: Ibuprofen", "Ramipril 5mg capsules"]
    assert found.heading == "Current medicines (1), 1 not to be given"
    assert found.completeness.endswith("Not listed: 1 past.")


def test_medicines_that_stand_only_in_a_letter_are_said_and_their_source_is_not_counted_in_full():
    letter = entry("trust", "DocumentReference/1", title="Discharge summary", when="2026-11-06")
    found = lists(medicine("gp"), letter)

    assert found["medicines"].completeness == (
        "1 of 2 sources in full. Acute trust: no records returned. "
        "Acute trust: medicines only in a letter (Discharge summary, 06-Nov-2026)."
    )
    assert found["medicines"].short == "1 of 2 in full; incomplete: Acute trust; 1 with a letter only"
    assert found["problems"].short == "2 of 2 in full"
    told = lists(medicine("gp"), medicine("trust", "2"), letter)["medicines"]
    assert told.short == "2 of 2 in full"


def test_a_result_stands_with_the_previous_one_in_words():
    def result(id, when, value):
        return entry("gp", f"Observation/{id}", when=when, value=value, series="k")

    found = lists(
        result("1", "2024-03-02", "4.9 mmol/L"),
        result("2", "2024-04-02", "5.4 mmol/L"),
        entry("gp", "DiagnosticReport/1"),
    )["results"]

    assert [(row.entry.value, row.addition) for row in found.rows] == [
        ("5.4 mmol/L", "(was 4.9 mmol/L, 02-Mar-2024)")
    ]
    assert found.completeness.endswith("Not listed: 2 earlier or other.")
    assert previous_words([entry(value="", when="2024")], LONDON) == "(was no value, 2024)"
    assert previous_words([], LONDON) == ""


def test_statements_on_resuscitation_come_from_every_domain():
    finding = entry("gp", "Observation/9", title="Not for attempted CPR")

    assert titles(lists(finding, plan(title="Care plan"))["plans"]) == ["Not for attempted CPR", "Care plan"]


entries = st.lists(
    st.builds(
        lambda make, number, standing, flags, when: make(
            "gp", str(number), standing=standing, flags=flags, when=when
        ),
        make=st.sampled_from([allergy, medicine, problem, plan]),
        number=st.integers(0, 5),
        standing=st.sampled_from(Standing),
        flags=st.lists(st.sampled_from(Flag), max_size=2),
        when=st.sampled_from([None, "2019", "2024-03-02"]),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(entries)
def test_every_entry_of_a_lists_domain_is_listed_or_counted(some):
    domains = {
        "plans": Domain.PLANS,
        "allergies": Domain.ALLERGIES,
        "medicines": Domain.MEDICINES,
        "problems": Domain.PROBLEMS,
    }
    found = lists(*some)

    for key, domain in domains.items():
        own = [one for one in some if one.domain is domain]
        listed = [row.entry for row in found[key].rows if row.entry.domain is domain]
        counted = found[key].completeness.partition("Not listed: ")[2]
        number = sum(int(word) for word in counted.replace(",", " ").split() if word.isdigit())
        assert len(listed) + number == len(own)
        heading = re.findall(r"\d+", found[key].heading)
        assert sum(map(int, heading)) == len(found[key].rows)


def test_results_that_no_code_joins_to_a_series_are_counted_as_uncoded():
    said = {one.key: one for one in glance(record(entry(flags=[Flag.UNCODED])), LONDON)}

    assert said["results"].completeness.endswith("Not listed: 1 uncoded.")


def test_of_encounters_all_that_is_planned_and_the_newest_are_listed_and_the_rest_is_counted():
    past = [
        entry("gp", f"Encounter/{at}", domain=Domain.ENCOUNTERS, when=day(f"2024-01-{at:02}"))
        for at in range(1, 21)
    ]
    ahead = entry(
        "gp", "Appointment/1", domain=Domain.ENCOUNTERS, when=day("2030-01-01"), standing=Standing.PLANNED
    )
    found = lists(*past, ahead)["encounters"]

    assert [row.entry.members[0].key.reference for row in found.rows][:2] == ["Appointment/1", "Encounter/20"]
    assert len(found.rows) == 13
    assert "8 earlier or other" in found.completeness
