"""The engine as a process: it reads, it tells, it says what failed, it can be killed, it ends with its window."""

import os
import signal

import pytest

from tests.engine.window import HOLROYD, LONG_S, engine
from viewer.demo.handle import start_demo
from viewer.engine.messages import (
    AskDetail,
    Audited,
    Banner,
    CancelLoad,
    CloseRecord,
    Detail,
    Endpoints,
    Find,
    Found,
    Glance,
    Hello,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Quit,
    Refused,
    Retry,
    Rows,
    Skip,
    UnlinkSource,
    UseDemo,
)
from viewer.source.protocols import PatientQuery


def settled(message):
    return isinstance(message, Glance) and message.settled


def rows_on_screen(window, generation=2):
    """What the window would show: upserts and removes applied in order."""
    shown = {}
    for message in window.said:
        if isinstance(message, Rows) and message.generation == generation:
            shown.update({row.id: row for row in message.upserts})
            for gone in message.removes:
                shown.pop(gone)
    return shown


def test_it_greets_and_numbers_what_it_says(window):
    window.until(lambda m: isinstance(m, Endpoints))

    assert isinstance(window.said[0], Hello)
    assert [message.sequence for message in window.said] == list(range(1, len(window.said) + 1))


def test_a_patient_is_found_opened_and_told_to_the_last_row(window, demo):
    window.open(demo)

    glance = window.until(settled)
    shown = rows_on_screen(window)
    totals = [m.total for m in window.said if isinstance(m, Rows)]
    banner = [m for m in window.said if isinstance(m, Banner)][-1]

    timeline = [row for row in shown.values() if "supporting" not in row.place]
    assert glance.counts["as_entries"] >= len(timeline) > 150
    assert totals[-1] == len(timeline)
    assert (banner.name, banner.allergy_label) == ("HOLROYD, Margaret Edith (Mrs)", "Known allergies")
    assert banner.test_patient


def test_first_words_come_with_the_first_rows_and_say_so_far(window, demo):
    demo.control("acute", {"kind": "slow", "ms": 100})
    window.open(demo)

    first = window.until(lambda m: isinstance(m, Glance))

    assert not first.settled
    assert all("so far" in panel.heading for panel in first.lists)


def test_one_source_failing_in_the_middle_leaves_the_rest_and_is_named(window, demo):
    demo.control("acute", {"kind": "cut", "search": "Observation"})
    window.open(demo)

    glance = window.until(settled)
    sources = {status.name: status for status in glance.sources}

    assert sources["Northmoor Acute Trust"].state == "partial"
    assert sources["Riverside Surgery"].state == "complete"
    assert any(row.sources == "Northmoor Acute Trust" for row in rows_on_screen(window).values())
    assert "Northmoor Acute Trust" in glance.sentence


def test_a_dead_source_is_in_the_strip_in_words_and_never_none(window, demo):
    demo.control("gp", {"kind": "dead"})
    window.open(demo)

    glance = window.until(settled)
    gp = next(status for status in glance.sources if status.name == "Riverside Surgery")
    banner = [m for m in window.said if isinstance(m, Banner)][-1]

    assert gp.state == "failed"
    assert gp.words
    assert banner.allergy_label != "No known allergies"


def test_a_detail_has_every_element_and_the_exact_bytes(window, demo):
    window.open(demo)
    glance = window.until(settled)
    row = next(panel for panel in glance.lists if panel.key == "allergies").rows[0]

    window.send(AskDetail(generation=2, entry=row.id))
    detail = window.until(lambda m: isinstance(m, Detail))

    assert detail.entry == row.id
    assert len(detail.plain) == 5
    assert detail.members[0].raw.startswith("{")
    assert len(detail.members[0].sha256) == 64


def test_a_supporting_record_can_be_opened_and_an_unknown_line_is_refused_in_words(window, demo):
    window.open(demo)
    window.until(settled)
    supporting = next(row for row in rows_on_screen(window).values() if "supporting" in row.place)

    window.send(AskDetail(generation=2, entry=supporting.id))
    window.send(AskDetail(generation=2, entry="gone"))

    assert window.until(lambda m: isinstance(m, Detail)).entry == supporting.id
    assert "left the record" in window.until(lambda m: isinstance(m, Refused)).what


def test_a_patient_whom_nothing_links_waits_for_the_clinician_and_can_be_unlinked(window, demo):
    found = window.open(demo, "9990062781")
    window.until(settled)
    others = [row for row in found.candidates if row.group != 0]
    assert others

    window.send(LinkPatient(generation=2, source=others[0].source, reference=others[0].reference))
    linked = window.until(
        lambda m: (
            settled(m)
            and next(s for s in m.sources if s.id == others[0].source).state in {"complete", "partial"}
        )
    )
    with_link = sum(others[0].source_name in row.sources for row in rows_on_screen(window).values())
    window.send(UnlinkSource(generation=2, source=others[0].source))
    window.until(
        lambda m: settled(m) and next(s for s in m.sources if s.id == others[0].source).state == "not-linked"
    )
    without = sum(others[0].source_name in row.sources for row in rows_on_screen(window).values())

    assert linked.settled
    assert with_link > 0
    assert without == 0


def test_the_leading_source_cannot_be_unlinked(window, demo):
    found = window.open(demo)
    window.until(settled)

    window.send(UnlinkSource(generation=2, source=found.candidates[0].source))

    assert "leads" in window.until(lambda m: isinstance(m, Refused)).what


def test_patients_whom_nothing_links_are_not_opened_together_unasked(window, demo):
    window.send(UseDemo(endpoints=demo.endpoints))
    window.send(Find(generation=1, query=PatientQuery(nhs_number="9990062781")))
    found = window.until(lambda m: isinstance(m, Found) and m.settled)
    both = tuple((row.source, row.reference, False) for row in found.candidates[:2])

    window.send(OpenPatient(generation=2, patients=both))

    assert "without your decision" in window.until(lambda m: isinstance(m, Refused)).what


def test_a_retry_brings_back_what_a_repaired_source_holds(window, demo):
    demo.control("gp", {"kind": "fail", "page": 1, "search": "$gpc.getstructuredrecord"})
    window.open(demo)
    before = window.until(settled)
    gp = next(s for s in before.sources if s.name == "Riverside Surgery")
    demo.control("gp", {"kind": "none"})

    window.send(Retry(generation=2, source=gp.id))
    after = window.until(
        lambda m: settled(m) and next(s for s in m.sources if s.id == gp.id).state == "complete"
    )

    assert gp.state != "complete"
    assert after.counts["received"] > before.counts["received"]


def test_reading_all_again_ends_with_the_same_rows(window, demo):
    window.open(demo)
    window.until(settled)
    before = set(rows_on_screen(window))

    window.send(Retry(generation=2))
    window.until(lambda m: isinstance(m, Glance) and not m.settled)
    window.until(settled)

    assert set(rows_on_screen(window)) == before


def test_a_cancelled_source_keeps_what_came_and_says_so(window, demo):
    demo.control("ooh", {"kind": "hang", "search": "Observation"})
    window.open(demo)
    window.until(lambda m: isinstance(m, Glance))
    ooh = next(one for one in demo.endpoints if one.id == demo.ids["ooh"])

    window.send(CancelLoad(generation=2, source=ooh.id))
    glance = window.until(settled)

    assert next(s for s in glance.sources if s.id == ooh.id).state in {"cancelled", "partial"}


def test_switching_patient_in_the_middle_never_tells_a_late_answer(window, demo):
    demo.control("acute", {"kind": "slow", "ms": 200})
    window.open(demo)
    window.until(lambda m: isinstance(m, Rows))

    window.open(demo, "9990024103", generation=4)
    window.until(settled)
    late = [m for m in window.said if m.generation == 4 and isinstance(m, Rows)]
    names = {m.name for m in window.said if m.generation == 4 and isinstance(m, Banner)}

    assert names == {"BAXENDALE, Oliver James (Master)"}
    assert late
    assert not any("HOLROYD" in row.title for m in late for row in m.upserts)


def test_a_closed_record_says_nothing_more(window, demo):
    window.open(demo)
    window.until(settled)

    window.send(CloseRecord(generation=3))
    window.send(AskDetail(generation=2, entry="x"))
    window.send(Find(generation=4, query=PatientQuery(nhs_number=HOLROYD)))
    window.until(lambda m: isinstance(m, Found) and m.generation == 4)

    assert not any(m.generation == 3 for m in window.said)


def test_files_about_one_person_open_at_once_and_several_people_wait(window, tmp_path):
    one = tmp_path / "one.json"
    one.write_text('{"resourceType":"Patient","id":"1","name":[{"family":"Test"}]}', "utf-8")
    two = tmp_path / "two.ndjson"
    two.write_text('{"resourceType":"Patient","id":"1"}\n{"resourceType":"Patient","id":"2"}', "utf-8")

    window.send(OpenFiles(generation=1, paths=(str(one),)))
    banner = window.until(lambda m: isinstance(m, Banner))
    window.send(OpenFiles(generation=2, paths=(str(two),)))
    found = window.until(lambda m: isinstance(m, Found) and m.generation == 2 and m.settled)

    assert banner.name.startswith("TEST")
    assert len(found.candidates) == 2


def test_without_a_source_a_search_is_refused_in_words(window):
    window.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))

    assert "No source" in window.until(lambda m: isinstance(m, Refused)).what


def test_it_opens_by_itself_after_a_restart_without_a_search_before(window, demo):
    with engine(None) as former:
        found = former.open(demo)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates)

    window.send(UseDemo(endpoints=demo.endpoints))
    query = PatientQuery(nhs_number=HOLROYD)
    window.send(OpenPatient(generation=2, patients=chosen, query=query))

    assert len(window.until(settled).sources) == 4


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
@pytest.mark.parametrize("when", ["loading", "a detail is open"])
def test_killed_at_any_time_its_pipe_ends_and_what_was_told_is_whole(window, demo, how, when):
    if when == "loading":
        demo.control("acute", {"kind": "slow", "ms": 100})
    window.open(demo)
    window.until(lambda m: isinstance(m, Rows))
    if when != "loading":
        glance = window.until(settled)
        window.send(AskDetail(generation=2, entry=glance.lists[1].rows[0].id))
        window.until(lambda m: isinstance(m, Detail))

    os.kill(window.handle.pid, how)
    rest = list(window.messages())

    assert window.handle.poll() is not None or rest is not None
    window.handle.finish(5)
    assert window.handle.poll() == -how


def test_a_resource_that_ended_it_is_named_and_passed_over_next_time(window, tmp_path):
    file = tmp_path / "one.json"
    file.write_text('{"resourceType":"Patient","id":"1"}', "utf-8")
    window.send(OpenFiles(generation=1, paths=(str(file),)))
    window.until(lambda m: isinstance(m, Glance) and m.settled)

    assert window.handle.place() == ""  # nothing is being read

    window.send(Skip(places=(f"{'0' * 32} 0", "nonsense")))
    window.send(OpenFiles(generation=2, paths=(str(file),)))
    again = window.until(lambda m: isinstance(m, Glance) and m.generation == 2 and m.settled)

    assert again.counts["unreadable"] == 0


def test_it_ends_when_told_and_when_its_window_is_gone():
    with engine(None) as told:
        told.until(lambda m: isinstance(m, Endpoints))
        told.send(Quit())
        told.handle.finish(LONG_S)
        assert told.handle.poll() == 0
    with engine(None) as left:
        left.until(lambda m: isinstance(m, Endpoints))
        os.close(os.dup(left.handle.stdin))
        left.handle._child.stdin.close()
        assert left.handle._child.wait(LONG_S) == 0


def test_what_the_window_does_is_audited_and_an_unknown_act_is_refused(window, demo):
    window.open(demo)
    window.until(settled)

    window.send(Audited(generation=2, action="copy", detail="NHS number"))
    window.send(Audited(generation=2, action="unheard"))

    assert "no name" in window.until(lambda m: isinstance(m, Refused)).what


def test_it_holds_no_qt():
    import subprocess
    import sys

    code = "import sys, viewer.engine.process; print([m for m in sys.modules if 'PySide6' in m])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_grown_record_arrives_whole():
    with start_demo(2000) as grown, engine(None) as window:
        window.open(grown)
        glance = window.until(settled)
        timeline = [row for row in rows_on_screen(window).values() if "supporting" not in row.place]

        assert glance.counts["received"] >= 2000
        assert len(timeline) == [m.total for m in window.said if isinstance(m, Rows)][-1]
