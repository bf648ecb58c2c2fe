from dataclasses import replace

from tests.merge.builders import allergy, entry, nka, patient
from tests.record.builders import LONDON, NOW, domain_row, gap, record, source_row
from viewer.entries.entry import Flag
from viewer.merge.conflict import Conflict
from viewer.merge.persons import person_of
from viewer.record.sheet import sheet_of
from viewer.source.domain import Domain


def banner(*patients):
    lead, *others = patients
    person = person_of(lead, [(other, "by hand") for other in others])
    return dict(sheet_of(record(person=person), LONDON, NOW).banner)


def test_the_banner_holds_name_birth_date_age_gender_and_number():
    assert banner(patient()) == {
        "Name": "SMITH, Jane (Mrs)",
        "Born": "31-Jan-1950 (76y)",
        "Gender": "Female",
        "NHS No.": "999 000 0018",
        "Test patient": "TEST PATIENT: this NHS number is never issued",
    }


def test_what_is_not_recorded_says_so_and_an_unverified_number_is_marked():
    said = banner(patient(birthDate=None, gender=None, number=""))

    assert (said["Born"], said["Gender"], said["NHS No."]) == ("Not recorded",) * 3
    assert banner(patient(verified=""))["NHS No."].startswith("999 000 0018 (Not verified")
    assert banner(patient(number="9990000019"))["NHS No."] == "NHS number not valid"


def test_death_stated_by_any_source_is_in_the_banner_and_ends_the_age():
    dead = patient("trust", deceasedDateTime="2024-03-03")

    said = banner(patient(), dead)
    assert (said["Died"], said["Age at Death"]) == ("Deceased 03-Mar-2024", "74y")
    assert said["Born"] == "31-Jan-1950"
    assert banner(dead)["Born"] == "31-Jan-1950"


def test_one_restricted_patient_hides_addresses_of_all():
    home = {"address": [{"city": "Leeds"}], "generalPractitioner": [{"display": "The Surgery"}]}
    restricted = patient("trust", meta={"security": [{"code": "R"}]})

    assert banner(patient(**home))["Address"] == "Leeds"
    said = banner(patient(**home), restricted)
    assert "Restricted" in said
    assert not {"Address", "GP practice"} & set(said)


def test_without_a_patient_the_banner_says_that_nobody_has_stated_whose_it_is():
    sheet = sheet_of(record(person=None), LONDON, NOW)

    assert sheet.banner == (("Patient", "No Patient in this record: whose it is has not been stated"),)
    assert sheet.name == "No Patient in this record"


def test_where_no_source_knows_the_patient_that_is_said():
    searched = sheet_of(replace(record(rows=()), person=None), LONDON, NOW)

    assert searched.banner == (("Patient", "No Patient in this record: nobody was found at any source"),)
    assert "GP practice: no Patient found; nothing else was asked" in searched.sources


def test_every_entry_stands_in_the_timeline_with_its_notes_rule_and_conflicts():
    one = entry(notes=("a note",), rule="a rule", when=None)
    sheet = sheet_of(record(one, nka("gp"), allergy("trust")), LONDON, NOW)

    lines = {line.title: line for _, group in sheet.days for line in group}
    assert set(lines) == {"Systolic blood pressure", "No known allergy", "Penicillin"}
    assert lines["Systolic blood pressure"].notes == ("a note", "a rule")
    assert lines["Penicillin"].notes == ("Sources disagree: see 1 under Where sources disagree",)
    assert sheet.conflicts[0].startswith("1. Allergies: sources disagree")
    assert [day for day, _ in sheet.days][-1] == "Date not recorded"


def test_a_conflict_about_an_entry_that_has_left_is_still_told():
    gone = Conflict(domain=Domain.ALLERGIES, tier=1, what="gone", entries=("no such entry",))

    assert sheet_of(record(conflicts=(gone,)), LONDON, NOW).conflicts == ("1. gone",)


def test_marks_stand_before_the_title_and_what_is_withdrawn_is_struck():
    sheet = sheet_of(record(entry(flags=[Flag.IN_ERROR]), allergy()), LONDON, NOW)
    lines = {line.title: line for _, group in sheet.days for line in group}

    assert lines["Systolic blood pressure"].marks == "Entered in error"
    assert lines["Systolic blood pressure"].struck
    assert not lines["Penicillin"].struck


def test_a_domain_that_a_source_has_no_row_for_is_not_known():
    sheet = sheet_of(record(rows=(domain_row("gp"), domain_row("trust", Domain.PLANS))), LONDON, NOW)

    assert sheet.grid_sources == ("GP practice", "Acute trust")
    assert dict(sheet.grid)["Allergies and adverse reactions"] == ("No records returned", "Not known")


def test_each_gap_is_told_once_with_its_source():
    one = gap()
    some = record(
        sources=(source_row("gp", gaps=(one,)),), rows=(domain_row("gp", gaps=(one, gap(why="other"))),)
    )

    assert sheet_of(some, LONDON, NOW).gaps == (
        "GP practice: Medicines not seen: the server answered 503. Retry this source.",
        "GP practice: Medicines not seen: other. Retry this source.",
    )


def test_a_source_without_a_stated_version_says_none():
    some = record(sources=(source_row("gp", fhir_version=""), "trust"))

    assert sheet_of(some, LONDON, NOW).sources == (
        "GP practice: complete, 1 received on 2 pages at 03:02. Chosen as the leading record",
        "Acute trust: complete, 1 received on 2 pages at 03:02, FHIR 4.0.1. Linked: linked by the clinician",
    )
    assert sheet_of(replace(some, notices=("n",)), LONDON, NOW).notices == ("n",)
    assert sheet_of(some, LONDON, NOW).printed == "Printed 22-Nov-2026 03:06"


def test_a_replaced_record_and_other_links_of_its_source_stand_in_the_head():
    links = [
        {"type": "replaced-by", "other": {"reference": "Patient/9"}},
        {"type": "refer", "other": {"reference": "Patient/5"}},
    ]
    head = banner(patient("gp", link=links))

    assert "replaced at its source" in head["Replaced"]
    assert head["Linked there"] == "refer: Patient/5"
