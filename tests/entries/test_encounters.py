import pytest

from tests.entries.builders import amount, read, worded
from viewer.entries.entry import Flag, Standing


def encounter(**content):
    return read(
        "Encounter",
        **({"status": "finished", "class": {"code": "IMP"}, "period": {"start": "2019-03-04"}} | content),
    )


def test_an_admission_says_kind_reason_place_and_provider():
    entry = encounter(
        type=[worded("Emergency admission")],
        reasonCode=[worded("fall")],
        serviceType=worded("Geriatrics"),
        location=[{"location": {"display": "Ward 3"}}],
        serviceProvider={"display": "Able Trust"},
        hospitalization={"admitSource": worded("home"), "dischargeDisposition": worded("care home")},
        participant=[{"individual": {"display": "Dr Able"}}],
    )

    assert (entry.title, entry.category, entry.status) == (
        "Emergency admission",
        "Admission details",
        "finished",
    )
    assert entry.detail == (
        "Inpatient stay · for fall · service Geriatrics · at Ward 3 · provider Able Trust · admitted from home"
        " · discharged to care home"
    )
    assert entry.recorder == "Dr Able"
    assert entry.when.open_end


def test_the_class_names_a_contact_without_a_type_in_every_version():
    for kind in ("AMB", {"code": "AMB"}, [{"coding": [{"code": "AMB"}]}]):
        entry = encounter(**{"class": kind, "serviceProvider": {"display": "Able Surgery"}})

        assert (entry.title, entry.category) == ("Outpatient contact", "Contacts with professionals")
        assert entry.recorder == "Able Surgery"
    assert encounter(**{"class": {"code": "XX", "display": "Odd"}}).title == "Odd"
    assert encounter(**{"class": None}).title == "Contact, kind not stated"


def test_a_provider_that_is_also_the_place_is_said_once():
    here = {"display": "Able Surgery"}

    assert (
        encounter(type=[worded("x")], location=[{"location": here}], serviceProvider=here).detail
        == "Inpatient stay · at Able Surgery"
    )


def test_r5_periods_and_reasons_read():
    entry = encounter(
        period=None, actualPeriod={"start": "2019"}, reason=[{"value": [{"concept": worded("fall")}]}]
    )

    assert entry.when.text == "2019/.."
    assert "for fall" in entry.detail
    assert "for cough" in encounter(reason=[worded("cough")]).detail


@pytest.mark.parametrize(
    ("status", "flag"),
    [("cancelled", Flag.NOT_DONE), ("planned", Flag.PLANNED), ("discontinued", None), ("finished", None)],
)
def test_a_contact_that_did_not_or_not_yet_happen_is_marked(status, flag):
    assert encounter(status=status).flags == (frozenset({flag}) if flag else frozenset())


def test_an_appointment_is_a_booking_and_leaves_the_patient_out_of_who():
    entry = read(
        "Appointment",
        status="booked",
        description="Heart clinic",
        start="2019-03-04T10:00:00Z",
        end="2019-03-04T10:20:00Z",
        serviceType=[worded("Cardiology")],
        reasonCode=[worded("murmur")],
        participant=[
            {"actor": {"display": "Dr Able"}},
            {"actor": {"reference": "Patient/1"}},
            {"actor": {"type": "Patient", "display": "Jane"}},
            {"actor": {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}}},
        ],
    )

    assert (entry.title, entry.category, entry.standing) == (
        "Appointment: Heart clinic",
        "Appointments",
        Standing.PLANNED,
    )
    assert entry.detail == "until 04-Mar-2019 10:20 · service Cardiology · for murmur"
    assert entry.recorder == "Dr Able"
    assert Flag.PLANNED in entry.flags


def test_a_missed_or_cancelled_appointment_is_not_done():
    missed = read("Appointment", status="noshow")
    cancelled = read("Appointment", status="cancelled", cancelationReason=worded("weather"))

    assert (missed.status, missed.standing, Flag.NOT_DONE in missed.flags) == (
        "did not attend",
        Standing.NONE,
        True,
    )
    assert "cancelled because weather" in cancelled.detail
    assert missed.title == "Appointment"


def test_an_answer_to_an_appointment_says_who_answers():
    entry = read("AppointmentResponse", participantStatus="accepted", actor={"display": "Dr Able"})

    assert (entry.title, entry.status, entry.detail) == ("Answer to appointment", "accepted", "Dr Able")


def test_an_episode_is_called_by_type_or_team():
    team = {"display": "Community team"}

    assert (
        read("EpisodeOfCare", type=[worded("Community care")], managingOrganization=team).title
        == "Community care"
    )
    assert read("EpisodeOfCare", managingOrganization=team).title == "Episode of care · Community team"
    assert read("EpisodeOfCare", status="active").standing is Standing.CURRENT


def test_an_encounter_says_diagnoses_with_their_role_and_every_reason():
    r4 = read(
        "Encounter",
        status="finished",
        reasonReference=[{"display": "Fall"}],
        diagnosis=[
            {"condition": {"display": "Hip fracture"}, "use": worded("Discharge")},
            {"condition": {"display": "Anaemia"}},
            {"use": worded("Admission")},
        ],
        priority=worded("Urgent"),
        length=amount("3", "days"),
        hospitalization={
            "reAdmission": worded("yes"),
            "dischargeDisposition": worded("Home"),
            "destination": {"display": "Care home"},
        },
    )
    r5 = read(
        "Encounter",
        reason=[{"value": [{"concept": worded("Cough")}, {"reference": {"display": "Asthma"}}]}],
        diagnosis=[{"condition": [{"reference": {"display": "Pneumonia"}}], "use": [worded("Final")]}],
    )

    assert r4.detail == (
        "for Fall · diagnoses: Hip fracture (Discharge), Anaemia, Admission · priority Urgent · readmission"
        " · discharged to Home, Care home · length 3 days"
    )
    assert r5.detail == "for Cough, Asthma · diagnoses: Pneumonia (Final)"
    assert (
        read("Encounter", reasonCode=[worded("Cough")], reasonReference=[{"display": "x"}]).detail
        == "for Cough"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"minutesDuration": 30}, "lasts 30 min"),
        ({"patientInstruction": "Fast from midnight"}, "instructions: Fast from midnight"),
        (
            {"patientInstruction": [{"concept": worded("Fast")}, {"reference": {}}, {"display": "Leaflet"}]},
            "instructions: Fast, Leaflet",
        ),
        (
            {
                "participant": [
                    {"actor": {"reference": "Patient/1"}, "status": "declined"},
                    {"actor": {"display": "Dr Able"}, "status": "declined"},
                    {"actor": {"display": "Dr Baker"}, "status": "accepted"},
                    {"status": "declined"},
                ]
            },
            "not coming: the patient, Dr Able, somebody not named",
        ),
    ],
)
def test_a_booking_says_how_long_what_to_do_before_and_who_does_not_come(content, words):
    assert read("Appointment", status="booked", **content).detail == words


def test_an_end_says_how_long_by_itself():
    assert "lasts" not in read("Appointment", end="2024-03-04T10:30:00Z", minutesDuration=30).detail


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("planned", Standing.PLANNED),
        ("in-progress", Standing.NONE),
        ("finished", Standing.NONE),
        ("odd", Standing.NONE),
    ],
)
def test_only_a_planned_contact_is_still_to_come(status, standing):
    assert read("Encounter", status=status).standing is standing
