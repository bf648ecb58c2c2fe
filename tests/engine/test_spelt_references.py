"""Patients whose ids differ by half a character alone are never taken for one another."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.engine.files import written
from tests.engine.window import rows_on_screen, settled
from viewer.engine.frames import from_engine, from_window, pack
from viewer.engine.link_messages import LinkPatient
from viewer.engine.messages import Banner, CandidateRow, Found, OpenFiles, OpenPatient
from viewer.engine.spelt_references import spelt, unspelt, with_spelt, with_unspelt

LONG = "x" * 64
HUGE = "x" * 400
IDS = (
    "\ud800",
    "\ud801",
    "\ufffd",
    "\ufffdd800",
    "\ufffdfffd",
    f"{LONG}a",
    f"{LONG}b",
    f"{HUGE}a",
    f"{HUGE}b",
)
TEXT = st.text(st.characters() | st.sampled_from(["\ud800", "\udfff", "\ufffd", "d", "8", "0", "f"]))


def candidate(reference):
    return CandidateRow(
        source="s",
        source_name="S",
        reference=reference,
        name="n",
        born="",
        gender="",
        nhs_number="",
        linked_by="",
    )


@pytest.mark.parametrize("chosen", range(len(IDS)))
def test_whoever_is_chosen_is_opened_however_little_ids_differ(window, tmp_path, chosen):
    people = [
        {"resourceType": "Patient", "id": key, "name": [{"family": f"Person{number}"}]}
        for number, key in enumerate(IDS)
    ]
    flags = [
        {
            "resourceType": "Flag",
            "id": str(number),
            "code": {"text": f"Alert {number}"},
            "subject": {"reference": f"Patient/{key}"},
        }
        for number, key in enumerate(IDS)
    ]
    window.send(OpenFiles(generation=1, paths=(written(tmp_path, "five.json", *people, *flags),)))
    found = window.until(lambda m: isinstance(m, Found) and m.settled)
    rows = {row.name: row for row in found.candidates}
    assert len({row.reference for row in found.candidates}) == len(IDS)

    (name,) = (name for name in rows if name.casefold().startswith(f"person{chosen}"))
    row = rows[name]
    window.send(OpenPatient(generation=2, patients=((row.source, row.reference, False),)))
    window.until(lambda m: settled(m) and m.generation == 2)

    banners = [m for m in window.said if isinstance(m, Banner) and m.generation == 2]
    assert {banner.name for banner in banners} == {name}
    assert [row.title for row in rows_on_screen(window).values()] == [f"Alert {chosen}", f"Person{chosen}"]


@given(TEXT)
@example("Patient/\ufffdd800")
@example("\ud83d\ude00")
def test_every_reference_comes_back_as_its_source_has_it(reference):
    spelling = spelt(reference)

    assert unspelt(spelling) == reference
    spelling.encode("utf-8")  # it can be sent as it is


@given(TEXT, TEXT)
def test_two_references_that_differ_are_spelt_differently(one, other):
    assert (spelt(one) == spelt(other)) is (one == other)


def test_what_is_told_and_asked_crosses_the_pipe_in_that_spelling_alone():
    told = Found(candidates=tuple(candidate(f"Patient/{key}") for key in IDS), sources=(), settled=True)
    seen = [row.reference for row in from_engine(pack(told)[4:]).candidates]
    assert len(set(seen)) == len(IDS)

    asked = OpenPatient(patients=tuple(("s", one, False) for one in seen))
    assert from_window(pack(asked)[4:]).patients == tuple(("s", f"Patient/{key}", False) for key in IDS)
    assert from_window(pack(LinkPatient(source="s", reference=seen[1]))[4:]).reference == "Patient/\ud801"
    assert from_window(pack(OpenFiles(paths=(), patient=seen[0]))[4:]).patient == "Patient/\ud800"


def test_what_holds_nothing_odd_is_left_as_it_is():
    told = Found(candidates=(candidate("Patient/7"),), sources=(), settled=True)
    asked = OpenPatient(patients=(("s", "Patient/7", False),))

    assert with_spelt(told) is told
    assert with_unspelt(asked) is asked
