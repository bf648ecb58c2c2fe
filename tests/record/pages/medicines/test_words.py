from dataclasses import replace

import pytest

from tests.entries.builders import LONDON
from tests.record.pages.medicines.samples import coded, copy, listed_under, med, read, with_flags
from tests.record.pages.medicines.test_courses import gp_connect
from viewer.entries.entry import Flag
from viewer.record.pages.medicines.courses import courses
from viewer.record.pages.medicines.words import Wording, copied, doses, kind_of, last_issued, status

DOT = " \N{MIDDLE DOT} "
WORDING = Wording(name="Ramipril 5mg capsules", zone=LONDON)


def made(*entries):
    return courses([copy(entry) for entry in entries])[0]


def lines(course, wording=WORDING):
    return [(line.look, line.text.replace("\N{NO-BREAK SPACE}", " ")) for line in wording.item(course).lines]


def small(course):
    return next(text for look, text in lines(course) if look == "small")


def test_a_cell_says_dose_status_list_day_who_and_why():
    entry = med(
        category=listed_under("discharge"),
        requester={"display": "Dr Able"},
        note=[{"text": "Dose REDUCED"}],
        reasonCode=[{"text": "Heart failure"}],
    )

    assert lines(made(entry)) == [
        ("dose", "DOSE One daily"),
        ("status", "Active \N{MIDDLE DOT} discharge"),
        ("small", f"authored 24-Jul-2026{DOT}by Dr Able"),
        ("stop", "Note: Dose REDUCED"),
        ("more", f"for Heart failure{DOT}Uncoded"),
    ]


@pytest.mark.parametrize(
    "name", ["PREDNISolone 5mg", "apixaban 5MG", "Hydroxyzine  hydrochloride (Atarax) 25mg"]
)
def test_a_name_stands_as_sent_never_cut_abbreviated_or_in_other_letters(name):
    item = Wording(name="another", zone=LONDON).item(made(med(title=name)))

    assert (item.title, item.lines[0].look, item.lines[0].text) == (name, "name", name)


def test_the_label_never_leaves_its_dose_and_a_dose_not_stated_is_said():
    assert doses(made(med(dose="One daily"))) == ["DOSE\N{NO-BREAK SPACE}One daily"]
    assert doses(made(med(dose=None))) == ["Dose not stated"]


def test_a_course_of_gp_connect_says_when_it_began_and_was_last_issued():
    [course] = courses(gp_connect())

    assert (
        "small",
        "from 10-Jan-2012 \N{MIDDLE DOT} last issued 04-Nov-2026",
    ) in lines(course)
    assert last_issued(course).text == "2026-11-04"
    assert kind_of(course) == "order"


def test_the_statuses_of_one_course_are_both_said_where_they_differ():
    [course] = courses(gp_connect(status="stopped"))

    assert status(course) == "Active / stopped"


def test_a_status_is_never_blank_and_its_reason_stands_on_a_line_of_its_own():
    stopped = made(med(status="stopped", statusReason={"text": "Rash"}, statusChanged="2026-07-24"))

    assert status(made(med(status=None))) == "Status not stated"
    assert status(stopped) == "Stopped"
    assert ("stop", "Stopped 24-Jul-2026: Rash") in lines(stopped)
    held = made(med(status="on-hold", statusReason={"text": "Low pressure"}))
    assert ("stop", "Reason for the status: Low pressure") in lines(held)
    assert ("mark", "Suspended") in lines(held)


def test_what_is_no_order_says_so_beside_its_status():
    assert status(made(med(intent="proposal"))) == "Active \N{MIDDLE DOT} Proposal, not an order"


def test_a_changed_dosage_stands_out_however_it_is_told():
    extension = [{"url": "x/Extension-UKCore-DosageLastChanged", "valueDateTime": "2026-01-02"}]

    assert ("mark", "Dosage last changed 02-Jan-2026") in lines(made(med(extension=extension)))
    told = made(med(dose="WARNING \N{EN DASH} Dosage has changed. One daily"))
    assert ("mark", "Warning from the source: dosage has changed") in lines(told)


def test_a_degraded_medicine_is_marked_and_the_code_that_says_otherwise_is_shown():
    entry = med(medicationCodeableConcept=coded("196421000000109", "Septrin Forte tabs"))

    assert ("mark", "Degraded: check source") in lines(made(entry))
    other = med(
        medicationCodeableConcept={"text": "Water tablet", "coding": [{"display": "Furosemide 40mg"}]}
    )
    assert "coded as Furosemide 40mg" in lines(made(other))[-1][1]


def test_what_a_list_says_of_an_item_stands_on_it():
    wording = Wording(name="x", zone=LONDON, marks_of={("gp", "MedicationRequest/1"): ("Dose reduced",)})

    assert ("listed", "Source's list says: Dose reduced") in lines(made(med()), wording)


def test_a_mark_that_the_status_says_already_is_not_said_twice():
    wrong = made(med(status="entered-in-error"))

    assert [look for look, _ in lines(wrong)] == ["dose", "status", "small", "more"]
    assert ("mark", "Restricted") in lines(made(with_flags(med(), Flag.RESTRICTED)))


def test_supplies_of_an_order_are_counted_and_givings_say_when():
    order = {"authorizingPrescription": [{"reference": "MedicationRequest/1"}], "status": "completed"}
    supplies = [
        read("gp", "MedicationDispense", day, whenHandedOver=f"2026-07-{day}", **order)
        for day in ("01", "02")
    ]

    assert "dispensed 2 times, newest 02-Jul-2026" in small(made(med(), *supplies))
    assert "dispensed 01-Jul-2026" in small(made(med(), supplies[0]))
    given = read("gp", "MedicationAdministration", "1", status="completed", effectiveDateTime="2026-07-18")
    assert small(made(given)).startswith("18-Jul-2026")
    undated = made(read("gp", "MedicationAdministration", "1", status="completed"))
    assert small(undated).startswith("Date not recorded")


def test_the_last_issue_says_its_own_dose_where_it_is_another():
    here = {"MedicationRequest/1": {"resourceType": "MedicationRequest"}}
    issue = read(
        "gp",
        "MedicationRequest",
        "2",
        here,
        status="completed",
        intent="order",
        meta={"profile": ["CareConnect-GPC-MedicationRequest-1"]},
        basedOn=[{"reference": "MedicationRequest/1"}],
        dosageInstruction=[{"text": "Two daily"}],
    )

    assert doses(made(med(), issue)) == [
        "DOSE\N{NO-BREAK SPACE}One daily",
        "Last issue: DOSE\N{NO-BREAK SPACE}Two daily",
    ]


def test_an_end_is_said_and_a_kind_that_is_not_stated_is_the_type_in_words():
    entry = med(dispenseRequest={"validityPeriod": {"start": "2026-01-01", "end": "2026-02-01"}})

    assert "from 01-Jan-2026 \N{MIDDLE DOT} until 01-Feb-2026" in small(made(entry))
    assert kind_of(made(entry)) == "order"


def test_the_copy_is_plain_and_dose_verbatim():
    entry = med(dose="Take  ONE capsule, daily", status="stopped", statusReason={"text": "Cough"})

    assert copied(made(entry), "GP practice", WORDING) == (
        "Ramipril 5mg capsules: DOSE Take ONE capsule, daily. Status: Stopped. Stopped: Cough. "
        "Source: GP practice (order). authored 24-Jul-2026."
    )
    held = copied(made(med(status="on-hold")), "GP practice", WORDING)
    assert "Status: On hold (Suspended)" in held


def test_what_could_not_be_read_says_why():
    broken = replace(with_flags(med(), Flag.UNREADABLE), detail="cut off at byte 40")

    assert ("stop", "cut off at byte 40") in lines(made(broken))


def test_what_must_not_be_given_says_so_and_needs_no_dose():
    forbidden = made(med(doNotPerform=True, dose=None))

    assert [look for look, _ in lines(forbidden)] == ["name", "status", "small", "more"]
    assert lines(forbidden)[0][1] == "DO NOT GIVE: Ramipril 5mg capsules"
    assert copied(forbidden, "GP practice", WORDING).startswith(
        "DO NOT GIVE: Ramipril 5mg capsules: not to be given."
    )
