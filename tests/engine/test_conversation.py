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
    Quit,
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


def written(tmp_path, name, *resources):
    from tests.engine.files import written as writing

    return writing(tmp_path, name, *resources)


def status(message, key):
    return next(one for one in message.sources if one.id == key)


def test_a_source_whose_search_failed_is_searched_again_by_a_retry_and_linked_by_the_rule(talk, demo):
    demo.control("acute", {"kind": "dead"})
    talk.open(demo)
    before = talk.until(settled)
    acute = demo.ids["acute"]
    assert status(before, acute).state == "failed"
    demo.control("acute", {"kind": "none"})

    talk.send(Retry(generation=2, source=acute))
    loading = talk.until(lambda m: isinstance(m, Glance))
    after = talk.until(settled)

    assert status(loading, acute).state == "loading"
    assert not loading.settled
    assert status(after, acute).state == "complete"
    assert after.counts["received"] > before.counts["received"]


def test_reading_all_again_searches_again_where_nobody_was_found(talk, demo):
    demo.control("acute", {"kind": "dead"})
    talk.open(demo)
    talk.until(settled)
    demo.control("acute", {"kind": "none"})

    talk.send(Retry(generation=2))
    talk.send(Retry(generation=2))
    after = talk.until(lambda m: settled(m) and status(m, demo.ids["acute"]).state == "complete")

    assert {one.state for one in after.sources} <= {"complete", "partial"}


def test_a_record_opened_before_every_source_has_answered_waits_for_the_rest(talk, demo):
    demo.control("acute", {"kind": "slow", "ms": 300})
    talk.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
    talk.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))
    found = talk.until(lambda m: isinstance(m, Found) and m.candidates)
    assert not found.settled
    chosen = found.candidates[0]

    talk.send(OpenPatient(generation=2, patients=((chosen.source, chosen.reference, False),)))
    first = talk.until(lambda m: isinstance(m, Glance))
    last = talk.until(settled)

    assert not first.settled
    assert status(last, demo.ids["acute"]).state == "complete"


def test_stopping_the_search_of_a_source_is_said_as_such(talk, demo):
    demo.control("ooh", {"kind": "dead"})
    talk.open(demo)
    talk.until(settled)
    demo.control("ooh", {"kind": "none"})
    demo.control("ooh", {"kind": "hang"})

    talk.send(Retry(generation=2, source=demo.ids["ooh"]))
    talk.send(CancelLoad(generation=2))
    after = talk.until(settled)

    assert status(after, demo.ids["ooh"]).state in {"cancelled", "failed"}


def test_a_retry_right_after_a_stop_is_not_forgotten(talk, demo):
    demo.control("ooh", {"kind": "hang", "search": "Observation"})
    talk.open(demo)
    talk.until(lambda m: isinstance(m, Glance))
    ooh = demo.ids["ooh"]

    talk.send(CancelLoad(generation=2, source=ooh))
    demo.control("ooh", {"kind": "none"})
    talk.send(Retry(generation=2, source=ooh))
    after = talk.until(lambda m: settled(m) and status(m, ooh).state == "complete")

    assert status(after, ooh).received > 0


def test_what_arrives_after_a_link_was_undone_stays_out(talk, demo):
    found = talk.open(demo)
    other = next(
        row for row in found.candidates if row.source != found.candidates[0].source and row.group == 0
    )

    talk.send(UnlinkSource(generation=2, source=other.source))
    talk.send(UnlinkSource(generation=2, source=other.source))
    after = talk.until(settled)

    assert status(after, other.source).state == "not-linked"
    assert not any(other.source_name in row.sources for row in rows_on_screen(talk).values())


def test_a_patient_linked_twice_is_read_once_and_one_that_was_not_found_is_refused(talk, demo):
    found = talk.open(demo, "9990062781")
    talk.until(settled)
    other = next(row for row in found.candidates if row.group != 0)

    for _ in range(2):
        talk.send(LinkPatient(generation=2, source=other.source, reference=other.reference))
    talk.send(LinkPatient(generation=2, source=other.source, reference="Patient/none"))

    assert "not found" in talk.until(lambda m: isinstance(m, Refused)).what
    links = talk.conversation.record._links
    assert sum(link.patient.key.source == other.source for link in links) == 1


def test_a_source_that_is_not_in_the_record_is_refused_in_words(talk, tmp_path):
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", {"resourceType": "Patient"}),)))
    talk.until(settled)

    talk.send(Retry(generation=1, source="elsewhere"))

    assert "not in the record" in talk.until(lambda m: isinstance(m, Refused)).what


def test_messages_about_a_record_that_is_not_open_do_nothing(talk):
    for message in (Retry(), LinkPatient(source="a", reference="b"), UnlinkSource(source="a"), Quit()):
        talk.send(message)

    assert talk.said == []


def test_a_chosen_file_is_read_anew_from_the_disk(talk, tmp_path):
    about = {"resourceType": "Condition", "subject": {"reference": "Patient/1"}}
    path = written(tmp_path, "a.json", {"resourceType": "Patient", "id": "1"})
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)
    written(tmp_path, "a.json", {"resourceType": "Patient", "id": "1"}, about)

    talk.send(Retry(generation=1))

    assert talk.until(lambda m: settled(m) and m.counts["as_entries"] == 1).counts["received"] == 2


def test_somebody_without_a_patient_record_can_be_chosen_from_files(talk, tmp_path):
    about = [{"resourceType": "Condition", "subject": {"reference": f"Patient/{n}"}} for n in (8, 9)]
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", *about),)))
    found = talk.until(lambda m: isinstance(m, Found) and m.settled)
    row = found.candidates[1]

    talk.send(OpenPatient(generation=2, patients=((row.source, row.reference, False),)))
    glance = talk.until(settled)

    assert (glance.counts["as_entries"], glance.counts["quarantined"]) == (1, 1)


def test_no_file_at_all_is_refused_in_words(talk):
    talk.send(OpenFiles(generation=1, paths=()))

    assert "No file" in talk.until(lambda m: isinstance(m, Refused)).what


def test_a_folder_of_many_files_is_told_at_the_pace_of_the_screen(talk, tmp_path):
    for number in range(300):
        written(tmp_path, f"many/{number}.json", {"resourceType": "Patient", "id": "1"})
    talk.send(OpenFiles(generation=1, paths=(str(tmp_path / "many"),)))

    glance = talk.until(settled)

    assert glance.counts["received"] == 300
    assert glance.counts["repeats"] == 299
    assert sum(isinstance(m, Found) for m in talk.said) < 300


def test_the_demo_takes_nothing_along_of_what_was_open(talk, demo, tmp_path):
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", {"resourceType": "Patient"}),)))
    talk.until(settled)

    talk.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))

    assert talk.conversation.record is None
    assert talk.conversation.search is None


def test_a_record_that_the_trail_cannot_note_is_not_opened(talk, demo, tmp_path, monkeypatch):
    from dataclasses import replace

    from viewer.source.endpoint import Marking

    (tmp_path / "blocked").write_text("", "utf-8")
    found = talk.search(demo)
    search = talk.conversation.search
    for source in search.found.sources.values():
        source._origin = replace(source.origin, marking=Marking.SANDBOX)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "blocked"))
    chosen = found.candidates[0]

    talk.send(OpenPatient(generation=2, patients=((chosen.source, chosen.reference, False),)))

    assert "audit trail" in talk.until(lambda m: isinstance(m, Refused)).what
    assert talk.conversation.record is None


def test_after_a_restart_a_patient_whom_nobody_finds_again_is_refused(talk, demo):
    talk.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
    talk.send(OpenPatient(generation=1, patients=((demo.ids["gp"], "Patient/none", False),)))

    assert "not found again" in talk.until(lambda m: isinstance(m, Refused)).what


def test_after_a_restart_a_source_that_is_down_does_not_hold_up_the_others(talk, demo):
    found = talk.search(demo)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    last = chosen[-1][0]
    site = next(key for key, value in demo.ids.items() if value == last)
    talk.send(CloseRecord(generation=2))
    demo.control(site, {"kind": "dead"})

    talk.send(OpenPatient(generation=3, patients=chosen, query=PatientQuery(nhs_number=HOLROYD)))
    glance = talk.until(settled)

    assert status(glance, last).state == "failed"
    assert glance.counts["received"] > 0


def test_notices_of_this_computer_stand_in_the_record(talk, tmp_path):
    talk.setting.notices.append("There is something.")
    talk.send(OpenFiles(generation=1, paths=(written(tmp_path, "a.json", {"resourceType": "Patient"}),)))

    assert "There is something." in talk.until(settled).notices


def test_endpoints_are_saved_and_the_new_list_is_told(talk):
    from viewer.engine.messages import RemoveEndpoint

    talk.send(RemoveEndpoint(endpoint_id="none"))

    assert "not in the list" in talk.until(lambda m: isinstance(m, Refused)).what


def reopened(talk, demo, chosen):
    """What was open before the lock is asked for by a fresh engine."""
    talk.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
    talk.send(OpenPatient(generation=3, patients=chosen, query=PatientQuery(nhs_number=HOLROYD)))


def chosen_again(talk, demo):
    found = talk.search(demo)
    talk.send(CloseRecord(generation=2))
    return tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)


def test_after_the_lock_a_source_that_hangs_keeps_the_patient_from_nobody_and_joins_when_it_answers(
    talk, demo
):
    chosen = chosen_again(talk, demo)
    last = chosen[-1][0]
    site = next(key for key, value in demo.ids.items() if value == last)
    demo.control(site, {"kind": "slow", "ms": 1000, "search": "Patient"})

    reopened(talk, demo, chosen)
    talk.until(lambda m: isinstance(m, Banner) and m.generation == 3)
    first = talk.until(lambda m: isinstance(m, Glance))

    assert not talk.conversation.search.settled
    assert status(first, last).state in {"loading", "waiting"}
    assert status(talk.until(settled), last).state == "complete"
    assert talk.conversation.record.is_linked(last)


def test_after_the_lock_who_was_linked_by_hand_is_waited_for(talk, demo):
    lead, *others = chosen_again(talk, demo)
    by_hand = others[-1][0]
    site = next(key for key, value in demo.ids.items() if value == by_hand)
    demo.control(site, {"kind": "slow", "ms": 300, "search": "Patient"})

    reopened(talk, demo, (lead, (*others[-1][:2], True)))
    talk.until(lambda m: isinstance(m, Banner) and m.generation == 3)

    assert talk.conversation.record.is_linked(by_hand)


def test_after_the_lock_nobody_is_called_unknown_where_no_source_answered(talk, demo):
    chosen = chosen_again(talk, demo)
    for site in demo.ids:
        demo.control(site, {"kind": "dead"})

    reopened(talk, demo, chosen)
    refused = talk.until(lambda m: isinstance(m, Refused))

    assert refused.what == "No source answered, so it is not known whose record this is"
    assert refused.advice == "Search again; sign in first if a source asks."


def test_after_the_lock_a_leading_source_that_did_not_answer_is_named(talk, demo):
    chosen = chosen_again(talk, demo)
    lead = chosen[0][0]
    demo.control(next(key for key, value in demo.ids.items() if value == lead), {"kind": "dead"})

    reopened(talk, demo, chosen)
    refused = talk.until(lambda m: isinstance(m, Refused))

    assert refused.what.endswith("did not answer in full, so it is not known whose record this is")
