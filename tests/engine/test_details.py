"""The detail of a line: five plain lines, every element, the exact bytes, and damage said as damage."""

from dataclasses import replace

from tests.load.answers import LONDON, observation, patient, whole
from viewer.engine.details import Details
from viewer.entries.entry import Flag
from viewer.merge.conflict import Conflict
from viewer.merge.patient import patient_facts
from viewer.merge.person import Link

NAMES = {"gp": "GP practice"}


def test_an_entry_has_five_plain_lines_and_its_exact_bytes():
    load = whole(patient(), observation(performer=[{"display": "Dr Test"}]))
    (entry,) = load.record().entries

    detail = Details(load, NAMES, LONDON).of_entry(entry)

    assert len(detail.plain) == 5
    assert detail.plain[2].startswith("When: 02-May-2024")
    assert detail.plain[4].startswith("Source: GP practice")
    assert '"id": "7"' in detail.members[0].raw
    assert detail.members[0].retrieved == "03:02:00, everything, page 1"


def test_what_is_not_stated_is_said_in_each_line():
    load = whole(patient(), {"resourceType": "Observation", "id": "1", "subject": {"reference": "Patient/1"}})
    (entry,) = load.record().entries

    plain = Details(load, NAMES, LONDON).of_entry(replace(entry, detail="", status="")).plain

    assert "No further detail" in plain[1]
    assert plain[2] == "When: Date not recorded"
    assert plain[3].startswith("Status: not stated")
    assert "not stated" in plain[4]


def test_a_supporting_record_opens_too():
    load = whole(patient(), observation())
    (item,) = load.record().supporting

    detail = Details(load, NAMES, LONDON).of_supporting(item.id, item)

    assert detail.members[0].reference == "Patient/1"
    assert "GP practice" in detail.plain[1]


def test_kept_bytes_that_changed_are_said_to_be_unreadable():
    load = whole(patient(), observation())
    (entry,) = load.record().entries
    (number,) = {entry.members[0].place.page}
    load._pages._open.clear()
    kept = load._pages._kept[number]
    load._pages._kept[number] = replace(kept, page=replace(kept.page, sha256="0" * 64))

    (copy,) = Details(load, NAMES, LONDON).of_entry(entry).members

    assert [line.label for line in copy.lines] == ["Unreadable"]
    assert copy.raw == ""


def test_of_a_restricted_person_no_copy_says_where_they_are():
    home = {"address": [{"city": "Leeds"}], "telecom": [{"value": "01632 960001"}], "birthDate": "1950-01-31"}
    inside = {"contained": [{"resourceType": "Patient", "id": "p", "address": [{"city": "Leeds"}]}]}
    load = whole(patient(**home), observation(**inside))
    facts = patient_facts(load.source("gp").patients[0])
    load._links["gp"] = (Link(patient=facts, linked_by="chosen"),)
    details = Details(load, NAMES, LONDON)

    def said():
        (item,), (entry,) = load.record().supporting, load.record().entries
        return str(details.of_supporting(item.id, item)) + str(details.of_entry(entry))

    assert "Leeds" in said()
    load.restricted = frozenset({facts.nhs_number})
    assert "Leeds" not in said()
    assert "01632 960001" not in said()
    assert "31-Jan-1950" in said()
    assert "Restricted record: where" in said()


def test_every_narrative_can_be_read_and_keeps_its_line():
    text = {"status": "additional", "div": "<div>Take <b>care</b><script>x()</script></div>"}
    load = whole(patient(), observation(text=text))
    (entry,) = load.record().entries

    (copy,) = Details(load, NAMES, LONDON).of_entry(entry).members

    assert copy.texts == (
        ("Text of the record (may say more than the data)", "Take care\n[script left out]"),
    )
    assert [line.paths for line in copy.lines if "SHA-256" in line.text] == [("Observation.text.div",)]


def test_of_a_restricted_person_no_text_says_where_they_are():
    home = {"text": {"status": "generated", "div": "<div>Lives in Leeds</div>"}}
    load = whole(patient(**home), observation(text={"status": "generated", "div": "<div>Rest</div>"}))
    facts = patient_facts(load.source("gp").patients[0])
    load._links["gp"] = (Link(patient=facts, linked_by="chosen"),)
    details = Details(load, NAMES, LONDON)

    def said():
        (item,), (entry,) = load.record().supporting, load.record().entries
        return str(details.of_supporting(item.id, item)) + str(details.of_entry(entry))

    assert "Lives in Leeds" in said()
    load.restricted = frozenset({facts.nhs_number})
    assert "Leeds" not in said()
    assert "Restricted record: where" in said()
    assert "Rest" in said()


def test_a_line_whose_source_was_read_again_says_that_its_bytes_have_left():
    load = whole(patient(), observation())
    (entry,) = load.record().entries
    load.remove("gp")

    (copy,) = Details(load, NAMES, LONDON).of_entry(entry).members

    assert [line.label for line in copy.lines] == ["Unreadable"]
    assert "left the record" in copy.retrieved


def test_marks_and_disagreements_stand_before_the_plain_lines_and_nowhere_twice():
    load = whole(patient(), observation())
    (entry,) = load.record().entries
    said = Conflict(domain=entry.domain, tier=1, what="Potassium: sources disagree.", entries=(entry.id,))
    other = replace(said, what="Another.", entries=("other",))
    marked = replace(entry, flags=frozenset({Flag.REFUTED, Flag.UNCODED}), status="Final, refuted")

    detail = Details(load, NAMES, LONDON, (said, other)).of_entry(marked)

    assert detail.warnings == ("Refuted", "Potassium: sources disagree.")
    assert detail.plain[3] == "Status: Final, refuted (Uncoded)"
    assert len(detail.plain) == 5
    assert "Potassium: sources disagree." not in detail.notes
    assert Details(load, NAMES, LONDON).of_entry(replace(entry, flags=frozenset())).warnings == ()


def test_a_mark_that_the_status_does_not_say_stands_there_too():
    load = whole(patient(), observation())
    (entry,) = load.record().entries
    marked = replace(entry, flags=frozenset({Flag.UNCONFIRMED}), status="Final")

    assert Details(load, NAMES, LONDON).of_entry(marked).plain[3] == "Status: Final (Unconfirmed)"
