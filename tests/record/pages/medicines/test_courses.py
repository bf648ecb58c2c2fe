from tests.record.pages.medicines.samples import GPC, copy, med, read, with_flags
from viewer.entries.entry import Flag
from viewer.record.pages.medicines.courses import by_source, course, courses, last_day, latest_of, standing_of

AUTHORISATION = {"reference": "MedicationRequest/plan"}


def gp_connect(status="active"):
    """One course as GP Connect sends it: authorisation, statement and an issue."""
    plan = med("gp", "plan", intent="plan", status=status, meta=GPC, authoredOn="2012-01-10")
    here = {AUTHORISATION["reference"]: {"resourceType": "MedicationRequest", "intent": "plan"}}
    named = {"medicationCodeableConcept": {"text": "Ramipril 5mg capsules"}, "basedOn": [AUTHORISATION]}
    issue = read(
        "gp",
        "MedicationRequest",
        "issue",
        here,
        **named,
        status="completed",
        intent="order",
        meta=GPC,
        authoredOn="2026-11-04",
    )
    statement = read(
        "gp",
        "MedicationStatement",
        "statement",
        here,
        **named,
        status="active",
        effectivePeriod={"start": "2012-01-10"},
        dosage=[{"text": "One daily"}],
    )
    return [copy(entry) for entry in (issue, statement, plan)]


def test_an_authorisation_its_statement_and_its_issues_are_one_course():
    [made] = courses(gp_connect())

    assert (made.standing, len(made.stated), len(made.issues)) == ("current", 2, 1)
    assert last_day(made).text == "2026-11-04"
    assert {one.entry.id for one in made.copies} == {one.entry.id for one in gp_connect()}


def test_what_holds_now_leads_where_the_records_of_one_course_differ():
    [made] = courses(gp_connect(status="stopped"))

    assert (made.standing, made.lead.own.status) == ("current", "active")


def test_a_withdrawn_order_takes_nothing_live_with_it():
    found = courses(gp_connect(status="entered-in-error"))

    assert [made.standing for made in found] == ["current", "given", "withdrawn"]


def test_references_in_a_ring_end():
    one = med("gp", "1", basedOn=[{"reference": "MedicationRequest/2"}])
    two = med("gp", "2", basedOn=[{"reference": "MedicationRequest/1"}])

    found = courses([copy(one), copy(two)])
    assert sum(len(made.copies) for made in found) == 2


def test_supplies_and_givings_without_an_order_stand_alone_newest_first():
    given = [
        read("gp", "MedicationAdministration", day, status="completed", effectiveDateTime=f"2026-07-{day}")
        for day in ("01", "03", "02")
    ]

    assert [made.lead.own.when.text for made in courses([copy(one) for one in given])] == [
        "2026-07-03",
        "2026-07-02",
        "2026-07-01",
    ]


def test_what_must_be_seen_first_stands_first():
    entries = [
        med("gp", "1", status="completed"),
        med("gp", "2"),
        med("gp", "3", status="on-hold"),
        med("gp", "4", doNotPerform=True),
        med("gp", "5", status="draft"),
        with_flags(med("gp", "6"), Flag.UNREADABLE),
    ]

    assert [made.standing for made in courses([copy(one) for one in entries])] == [
        "do-not",
        "suspended",
        "current",
        "unreadable",
        "planned",
        "past",
    ]
    assert standing_of(med(status="odd")) == "unknown"


def test_an_entry_without_any_date_is_the_oldest():
    assert latest_of(med(authoredOn=None)) == float("-inf")
    assert course(read("gp", "Condition", "1", code={"text": "Asthma"})).dose == ""


def test_each_source_has_its_own_courses():
    found = by_source([copy(med()), copy(med("trust")), copy(med("gp", "2"))])

    assert {source: len(own) for source, own in found.items()} == {"gp": 2, "trust": 1}
