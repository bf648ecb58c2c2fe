"""The patient's copy: whole words, honest gaps, and nothing that is not to be disclosed."""

import re
from dataclasses import replace

import pytest

from tests.merge.builders import allergy, entry, medicine, nka, patient, plan, problem
from tests.record.builders import LONDON, NOW, domain_row, record, source_row
from tests.record.test_as_html import Page
from viewer.entries.entry import Flag, Standing
from viewer.merge.persons import person_of
from viewer.record.as_patient_copy import TITLE, copy_as_html, copy_as_text, kept_back_words, patient_copy
from viewer.record.model import Record
from viewer.source.domain import Domain
from viewer.source.state import DomainState, SourceState


def text(given: Record) -> str:
    return copy_as_text(patient_copy(given, LONDON, NOW))


def part(given, heading):
    return next(one for one in patient_copy(given, LONDON, NOW).parts if one.heading == heading)


def test_it_says_first_that_it_is_not_complete_and_not_for_decisions():
    words = text(record())

    assert "This is not a complete record" in words
    assert "must not be used to make decisions" in words
    assert "Made on 22 November 2026, 03:06." in words
    assert "Date of birth: 31 January 1950" in words


def test_each_entry_has_its_words_its_date_in_full_and_where_it_is_from():
    words = text(record(allergy(when="2019-03-04", detail="Rash \u00b7 Note: once"), medicine(), problem()))

    assert "* Penicillin\n    Rash \u00b7 Note: once\n    Date: 4 March 2019. From: GP practice." in words
    assert "Ramipril" in words
    assert "Asthma" in words


def test_a_medicine_that_is_not_plainly_in_use_says_what_its_source_marks_it_as():
    held = medicine(title="Held", status="on hold (AKI, since 04-Mar-2019)")
    plain = [medicine(id="2", title="Used", status="active"), medicine(id="3", title="Silent")]
    items = dict(part(record(held, *plain, allergy(status="confirmed")), "Medicines").items)

    assert "Your records mark this as: on hold (AKI, since 4 March 2019)." in items["Held"]
    assert not any("mark this as" in line for title in ("Used", "Silent") for line in items[title])
    assert text(record(held, allergy(status="confirmed"))).count("mark this as") == 1


def test_what_is_not_to_be_given_stands_in_it():
    never = medicine(title="DO NOT GIVE: Ibuprofen", standing=Standing.NONE, flags=[Flag.DO_NOT])
    made = part(record(never), "Medicines")

    assert [title for title, _ in made.items] == ["DO NOT GIVE: Ibuprofen"]
    assert "any that they say must not be given to you" in made.meaning


def test_that_a_place_named_medicines_only_in_a_letter_is_said():
    letter = entry("trust", "DocumentReference/1", title="Discharge summary", when="2026-11-06")

    gaps = part(record(medicine(), letter), "Medicines").gaps
    assert gaps[-1] == (
        "Acute trust named your medicines, if any, only in a letter (Discharge summary, 6 November 2026). "
        "They are not in this list."
    )
    assert not any("letter" in gap for gap in part(record(medicine(), letter), "Health conditions").gaps)


def test_that_medicines_which_were_stopped_are_not_in_it_is_said():
    words = text(record(medicine(title="Old", standing=Standing.PAST, status="stopped")))

    assert "* Old" not in words
    assert "Not in this copy: medicines that were stopped or ended" in words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (record(allergy()), "Your records name these."),
        (record(nka()), "Your records say that you have no known allergies."),
        (record(), "Nobody has recorded whether you have any."),
        (record(rows=()), "could not be found out"),
        (record(allergy(flags=[Flag.NOT_FOR_PATIENT])), "could not be found out"),
    ],
)
def test_allergies_are_said_as_the_label_says_and_silence_is_never_none(given, said):
    assert said in part(given, "Allergies and bad reactions").meaning


@pytest.mark.parametrize("flag", [Flag.NOT_FOR_PATIENT, Flag.RESTRICTED])
def test_what_is_not_to_be_disclosed_stands_nowhere_and_is_counted_beside_it(flag):
    copy = patient_copy(record(problem(title="A secret", flags=[flag])), LONDON, NOW)

    assert "secret" not in copy_as_text(copy) + copy_as_html(copy)
    assert "disclos" not in copy_as_text(copy)
    assert kept_back_words(copy).startswith("1 entry is left out")
    assert kept_back_words(replace(copy, kept_back=2)).startswith("2 entries are left out")
    assert kept_back_words(patient_copy(record(), LONDON, NOW)).startswith("No entry is marked")


@pytest.mark.parametrize("flag", [Flag.IN_ERROR, Flag.ABOUT_OTHER, Flag.UNREADABLE, Flag.NO_SUBJECT])
def test_what_is_withdrawn_or_about_somebody_else_is_left_out(flag):
    assert "Penicillin" not in text(record(allergy(flags=[flag])))


def test_warnings_for_staff_are_left_out_and_plans_are_not():
    words = text(record(plan(title="Heart plan"), plan(id="2", type="Flag", title="Dog in the yard")))

    assert "Heart plan" in words
    assert "Dog" not in words


def test_each_place_that_was_not_read_in_full_is_named_with_what_it_did():
    rows = (
        domain_row("gp", state=DomainState.FAILED),
        domain_row("trust", state=DomainState.TRUNCATED, count=2),
    )
    gaps = part(record(rows=rows), "Allergies and bad reactions").gaps

    assert gaps == (
        "GP practice could not be read.",
        "Acute trust could be read only in part, so that this list may not be complete.",
    )
    assert "GP practice: whether it holds anything is not known." in part(record(rows=rows), "Medicines").gaps
    silent = part(record(), "Medicines").gaps[0]
    assert silent == "GP practice sent nothing of this kind. That does not mean that there is nothing."


def test_a_place_that_did_not_find_the_person_or_is_not_linked_is_said():
    aside = source_row("mh", state=SourceState.NOT_LINKED)
    person = person_of(patient(), [])
    given = record(sources=("gp", "trust", aside), rows=[domain_row("gp")], person=person)

    words = text(given)
    assert "Acute trust did not find you." in words
    assert "Community trust may hold a record of you that is not in this copy." in words
    assert "Acute trust:" not in words


def test_where_records_disagree_the_patient_is_told_to_ask():
    words = text(record(nka("gp"), allergy("trust")))

    assert words.count("Your records do not agree about this. Ask your health team.") == 2


def test_a_record_of_nobody_says_so():
    assert "Whose record this is could not be found out." in text(replace(record(), person=None))


def test_a_birth_date_or_number_that_is_not_there_is_not_invented():
    words = text(record(person=person_of(patient(birthDate=None, number=""), [])))

    assert "Date of birth: not recorded" in words
    assert "National Health Service number" not in words


def test_our_own_words_hold_no_abbreviation():
    own = text(record()).replace(TITLE.upper(), "")
    headings = [one.heading.upper() for one in patient_copy(record(), LONDON, NOW).parts]
    for heading in headings:
        own = own.replace(heading, "")

    assert set(re.findall(r"\b[A-Z]{2,}\b", own)) <= {"SMITH", "GP"}  # of the name, and of a source's name


def test_the_page_needs_nothing_else_names_nobody_in_its_title_and_holds_the_same_words():
    nasty = entry(reference="Procedure/1", domain=Domain.PROCEDURES, title="<script>x</script>", when=None)
    copy = patient_copy(record(nasty), LONDON, NOW)
    page = Page(copy_as_html(copy))

    assert page.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "div",
        "ul",
        "li",
        "strong",
    }
    words = " ".join(page.words)
    assert "<script>x</script>" in words
    assert "no date was recorded" in words
    assert f"<title>{TITLE}</title>" in copy_as_html(copy)
