"""The conversation: searching, opening, linking, retrying, cancelling; in place, with real servers and files."""



from tests.engine.window import HOLROYD, engine, rows_on_screen, settled
from viewer.engine.messages import (
    AskDetail,
    Audited,
    Banner,
    CancelLoad,
    CloseRecord,
    Detail,
    Find,
    Found,
    Glance,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Refused,
    Retry,
    UnlinkSource,
    UseDemo,
)
from viewer.source.protocols import PatientQuery


def test_first_words_come_with_the_first_rows_and_say_so_far(talk, demo):
    demo.control("acute", {"kind": "slow", "ms": 100})
    talk.open(demo)

    first = talk.until(lambda m: isinstance(m, Glance))

    assert not first.settled
    assert all("so far" in panel.heading for panel in first.lists)


def test_one_source_failing_in_the_middle_leaves_the_rest_and_is_named(talk, demo):
    demo.control("acute", {"kind": "cut", "search": "Observation"})
    talk.open(demo)

    glance = talk.until(settled)
    sources = {status.name: status for status in glance.sources}

    assert sources["Northmoor Acute Trust"].state == "partial"
    assert sources["Out-of-hours and ambulance"].state == "complete"
    assert any(row.sources == "Northmoor Acute Trust" for row in rows_on_screen(talk).values())
    assert "Northmoor Acute Trust" in glance.sentence


def test_a_dead_source_is_in_the_strip_in_words_and_never_none(talk, demo):
    demo.control("gp", {"kind": "dead"})
    talk.open(demo)

    glance = talk.until(settled)
    gp = next(status for status in glance.sources if status.name == "Riverside Surgery")
    banner = [m for m in talk.said if isinstance(m, Banner)][-1]

    assert gp.state == "failed"
    assert gp.words
    assert banner.allergy_label != "No known allergies"


def test_a_detail_has_every_element_and_the_exact_bytes(talk, demo):
    talk.open(demo)
    glance = talk.until(settled)
    row = next(panel for panel in glance.lists if panel.key == "allergies").rows[0]

    talk.send(AskDetail(generation=2, entry=row.id))
    detail = talk.until(lambda m: isinstance(m, Detail))

    assert detail.entry == row.id
    assert len(detail.plain) == 5
    assert detail.members[0].raw.startswith("{")
    assert len(detail.members[0].sha256) == 64


def test_a_supporting_record_can_be_opened_and_an_unknown_line_is_refused_in_words(talk, demo):
    talk.open(demo)
    talk.until(settled)
    supporting = next(row for row in rows_on_screen(talk).values() if "supporting" in row.place)

    talk.send(AskDetail(generation=2, entry=supporting.id))
    talk.send(AskDetail(generation=2, entry="gone"))

    assert talk.until(lambda m: isinstance(m, Detail)).entry == supporting.id
    assert "left the record" in talk.until(lambda m: isinstance(m, Refused)).what


def test_a_patient_whom_nothing_links_waits_for_the_clinician_and_can_be_unlinked(talk, demo):
    found = talk.open(demo, "9990062781")
    talk.until(settled)
    others = [row for row in found.candidates if row.group != 0]
    assert others

    talk.send(LinkPatient(generation=2, source=others[0].source, reference=others[0].reference))
    linked = talk.until(
        lambda m: (
            settled(m)
            and next(s for s in m.sources if s.id == others[0].source).state in {"complete", "partial"}
        )
    )
    with_link = sum(others[0].source_name in row.sources for row in rows_on_screen(talk).values())
    talk.send(UnlinkSource(generation=2, source=others[0].source))
    talk.until(
        lambda m: settled(m) and next(s for s in m.sources if s.id == others[0].source).state == "not-linked"
    )
    without = sum(others[0].source_name in row.sources for row in rows_on_screen(talk).values())

    assert linked.settled
    assert with_link > 0
    assert without == 0


def test_the_leading_source_cannot_be_unlinked(talk, demo):
    found = talk.open(demo)
    talk.until(settled)

    talk.send(UnlinkSource(generation=2, source=found.candidates[0].source))

    assert "leads" in talk.until(lambda m: isinstance(m, Refused)).what


def test_patients_whom_nothing_links_are_not_opened_together_unasked(talk, demo):
    talk.send(UseDemo(endpoints=demo.endpoints))
    talk.send(Find(generation=1, query=PatientQuery(nhs_number="9990062781")))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    both = tuple((row.source, row.reference, False) for row in found.candidates[:2])

    talk.send(OpenPatient(generation=2, patients=both))

    assert "without your decision" in talk.until(lambda m: isinstance(m, Refused)).what


def test_a_retry_brings_back_what_a_repaired_source_holds(talk, demo):
    demo.control("gp", {"kind": "fail", "page": 1, "search": "$gpc.getstructuredrecord"})
    talk.open(demo)
    before = talk.until(settled)
    gp = next(s for s in before.sources if s.name == "Riverside Surgery")
    demo.control("gp", {"kind": "none"})

    talk.send(Retry(generation=2, source=gp.id))
    after = talk.until(lambda m: settled(m) and m.counts["received"] > before.counts["received"])

    assert gp.state in {"failed", "partial"}
    assert after.counts["received"] > before.counts["received"]


def test_reading_all_again_ends_with_the_same_rows(talk, demo):
    talk.open(demo)
    talk.until(settled)
    before = set(rows_on_screen(talk))

    talk.send(Retry(generation=2))
    talk.until(lambda m: isinstance(m, Glance) and not m.settled)
    talk.until(settled)

    assert set(rows_on_screen(talk)) == before


def test_a_cancelled_source_keeps_what_came_and_says_so(talk, demo):
    demo.control("ooh", {"kind": "hang", "search": "Observation"})
    talk.open(demo)
    talk.until(lambda m: isinstance(m, Glance))
    ooh = next(one for one in demo.endpoints if one.id == demo.ids["ooh"])

    talk.send(CancelLoad(generation=2, source=ooh.id))
    glance = talk.until(settled)

    assert next(s for s in glance.sources if s.id == ooh.id).state in {"cancelled", "partial"}


def test_a_closed_record_says_nothing_more(talk, demo):
    talk.open(demo)
    talk.until(settled)

    talk.send(CloseRecord(generation=3))
    talk.send(AskDetail(generation=2, entry="x"))
    talk.send(Find(generation=4, query=PatientQuery(nhs_number=HOLROYD)))
    talk.until(lambda m: isinstance(m, Found) and m.generation == 4)

    assert not any(m.generation == 3 for m in talk.said)


def test_files_about_one_person_open_at_once_and_several_people_wait(talk, tmp_path):
    one = tmp_path / "one.json"
    one.write_text('{"resourceType":"Patient","id":"1","name":[{"family":"Test"}]}', "utf-8")
    two = tmp_path / "two.ndjson"
    two.write_text('{"resourceType":"Patient","id":"1"}\n{"resourceType":"Patient","id":"2"}', "utf-8")

    talk.send(OpenFiles(generation=1, paths=(str(one),)))
    banner = talk.until(lambda m: isinstance(m, Banner))
    talk.send(OpenFiles(generation=2, paths=(str(two),)))
    found = talk.until(lambda m: isinstance(m, Found) and m.generation == 2 and m.settled)

    assert banner.name.startswith("TEST")
    assert len(found.candidates) == 2


def test_without_a_source_a_search_is_refused_in_words(talk):
    talk.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))

    assert "No source" in talk.until(lambda m: isinstance(m, Refused)).what


def test_it_opens_by_itself_after_a_restart_without_a_search_before(talk, demo):
    with engine(None) as former:
        found = former.open(demo)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates)

    talk.send(UseDemo(endpoints=demo.endpoints))
    query = PatientQuery(nhs_number=HOLROYD)
    talk.send(OpenPatient(generation=2, patients=chosen, query=query))

    assert len(talk.until(settled).sources) == 4


def test_what_the_window_does_is_audited_and_an_unknown_act_is_refused(talk, demo):
    talk.open(demo)
    talk.until(settled)

    talk.send(Audited(generation=2, action="copy", detail="NHS number"))
    talk.send(Audited(generation=2, action="unheard"))

    assert "no name" in talk.until(lambda m: isinstance(m, Refused)).what
