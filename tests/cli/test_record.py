"""The record command: exit codes, candidates, links, one record per person, nothing of a patient typed."""

import io
import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.account import works_as
from tests.ips import faults
from tests.load.answers import observation, patient
from tests.ui.printing.papers import pages_of
from viewer.cli import main
from viewer.cli.record import query_from
from viewer.cli.streams import Streams
from viewer.engine import setting as settings_of
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.account import os_user
from viewer.store.audit import audit_file
from viewer.store.endpoints import endpoints_file, new_id, save
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

HOLROYD = "9990018421"
WHOLE_DAY = {"birthDate": "1950-01-30"}


def one(code_out_err):
    return json.loads(code_out_err[1])


def test_a_whole_file_is_complete_and_progress_goes_elsewhere(run, files):
    code, out, err = run("record", files("one.json", patient(), observation()))

    assert code == 0
    assert json.loads(out)["counts"]["received"] == 2
    assert err == "Reading one.json ...\n"


def test_a_file_that_is_not_there_is_said_and_ends_with_1(run, tmp_path):
    code, out, _ = run("record", tmp_path / "none.json")

    assert code == 1
    assert json.loads(out)["sources"][0]["gaps"][0]["why"] == "there is no such file"


def test_one_missing_file_beside_a_good_one_is_partial(run, files, tmp_path):
    code, out, _ = run("record", files("one.json", patient()), tmp_path / "none.json")

    assert code == 3
    assert [row["state"] for row in json.loads(out)["sources"]] == ["complete", "failed"]


def test_what_is_not_json_is_listed_unreadable_and_partial(run, tmp_path):
    path = tmp_path / "x.json"
    path.write_text("hello", "utf-8")

    code, out, _ = run("record", path)

    assert code == 3
    assert [entry["category"] for entry in json.loads(out)["entries"]] == ["Unreadable"]


def test_a_folder_is_one_source_and_ndjson_is_read_line_by_line(run, files, tmp_path):
    files("f/one.json", patient())
    (tmp_path / "f" / "two.ndjson").write_text(
        "\n".join(json.dumps(observation(str(n))) for n in range(3)), "utf-8"
    )

    code, out, _ = run("record", f"{tmp_path / 'f'}/")

    assert code == 0
    assert json.loads(out)["counts"]["as_entries"] == 3
    assert [row["name"] for row in json.loads(out)["sources"]] == ["f"]


def test_people_whom_nothing_links_are_candidates_and_nothing_is_merged(run, files):
    a, b = files("a.json", patient("A", "")), files("b.json", patient("B", ""))

    code, out, err = run("record", a, b)

    assert code == 4
    assert [c["group"] for c in json.loads(out)["candidates"]] == [1, 2]
    assert "nothing was merged" in err


def test_the_first_link_leads_and_the_others_say_by_whose_hand(run, files):
    a, b = files("a.json", patient("A", "")), files("b.json", patient("B", ""))

    record = one(run("record", a, b, "--link", f"{b}=Patient/B", "--link", "a.json=Patient/A"))

    linked = [(p["source"], p["linked_by"]) for p in record["person"]["patients"]]
    assert linked == [("b.json", "chosen"), ("a.json", "linked by the clinician")]
    assert {p["who"] for p in record["person"]["patients"]} == {os_user()}
    assert all(datetime.fromisoformat(p["when"]) for p in record["person"]["patients"])
    assert {field["label"] for field in record["person"]["patients"][1]["evidence"]} >= {"NHS number"}


def test_a_link_to_whom_a_source_does_not_hold_is_refused(run, files):
    a, b = files("a.json", patient("A", "")), files("b.json", patient("B", ""))

    code, out, err = run("record", a, b, "--link", f"{a}=Patient/A", "--link", f"{b}=Patient/9")

    assert (code, out) == (2, "")
    assert "b.json gave no such Patient" in err


def test_a_file_of_somebody_else_stays_out_whole_and_makes_the_record_partial(run, files):
    a = files("a.json", patient("A", ""), observation("1", "Patient/A"))
    b = files("b.json", patient("B", ""), observation("2", ""), observation("3", "Patient/B"))

    result = run("record", a, b, "--patient", "Patient/A")

    record = one(result)
    assert result[0] == 3
    assert [member["reference"] for e in record["entries"] for member in e["members"]] == ["Observation/1"]
    assert [row["state"] for row in record["sources"]] == ["complete", "not-linked"]
    assert record["counts"]["quarantined"] == 3
    assert "3 received about another patient, not shown in this record: b.json" in result[2]


def test_a_file_without_a_patient_is_never_joined_to_another_sources_patient(run, files):
    a, b = files("a.json", patient("A", "")), files("b.json", observation("2", ""))

    result = run("record", a, b, "--patient", "Patient/A")

    assert result[0] == 3
    assert one(result)["entries"] == []
    assert one(result)["sources"][1]["gaps"][-1]["kind"] == "not-linked"


def test_somebody_else_than_asked_for_is_not_opened_from_a_file_without_a_patient(run, files):
    path = files("a.json", observation("1", "Patient/9"), observation("2", "Patient/8"))

    assert run("record", path, "--patient", "Patient/5")[0] == 4
    record = one(run("record", path, "--patient", "Patient/9"))
    assert record["person"] is None
    assert len(record["entries"]) == 1
    assert record["counts"]["quarantined"] == 1


def test_a_second_patient_of_the_same_number_is_said(run, files):
    path = files("a.json", patient("A"), patient("B"), observation("1", "Patient/A"))

    code, out, _ = run("record", path, "--link", f"{path}=Patient/A")

    assert code == 3
    assert "same NHS number" in json.loads(out)["sources"][0]["gaps"][0]["what"]


def test_files_of_one_name_are_told_apart(run, files):
    record = one(
        run("record", files("gp/x.json", patient()), files("trust/x.json"), "--patient", "Patient/1")
    )

    assert [row["name"] for row in record["sources"]] == ["gp/x.json", "trust/x.json"]


def test_each_patient_has_a_record_and_the_rest_has_one(run, files):
    path = files(
        "a.json", patient("A", ""), patient("B", ""), observation("1", "Patient/A"), observation("2", "")
    )

    code, out, _ = run("record", path, "--each-patient")

    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [len(record["entries"]) for record in records] == [1, 0, 1]
    assert sum(record["counts"]["received"] for record in records) == 4


def test_each_patient_of_nothing_is_1_and_of_damage_is_3(run, tmp_path):
    (tmp_path / "x.json").write_text("{", "utf-8")

    assert run("record", tmp_path / "none.json", "--each-patient")[0] == 1
    assert run("record", tmp_path / "x.json", "--each-patient")[0] == 3


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_record_is_printed_for_people_too(run, files, form):
    code, out, _ = run("record", files("one.json", patient(), observation()), "--format", form)

    assert code == 0
    assert "Potassium" in out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--each-patient", "--patient", "Patient/1"], "leave out --patient"),
        (["--link", "nothing"], "--link must be"),
        (["--link", "elsewhere=Patient/1"], "--link must be"),
        (["--patient", "123"], "not an NHS number"),
        (["--patient", "-"], "Nothing was given"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_so(run, files, more, words):
    code, out, err = run("record", files("one.json", patient()), *more)

    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["nosuch"], "Write ./nosuch"),
        (["http://user:secret@localhost/fhir", "--patient", "-"], "user name or password"),
        (["http://elsewhere.example/fhir", "--patient", "-"], "must start with https"),
        (["https://h.example/fhir?x=1", "--patient", "-"], "? or #"),
        (["https://h.example/fhir"], "Say whom"),
        (["https://h.example/fhir", "--patient", HOLROYD], "must not stand on a command line"),
        (["https://h.example/fhir", "--each-patient"], "for files"),
        (["./x.json", "x.json/../x.json", "./x.json"], "named twice"),
    ],
)
def test_a_source_that_cannot_be_asked_is_refused_in_words(run, argv, words):
    code, out, err = run("record", *argv, typed=HOLROYD)

    assert (code, out) == (2, "")
    assert words in err
    assert "secret" not in err
    assert HOLROYD not in err


def test_a_misspelt_source_gets_a_hint_and_markings_do_not_mix(run, own_home):
    gp = Endpoint(id=new_id(), name="GP practice", care_setting="", base_url="http://127.0.0.1:9/a")
    demo = Endpoint(
        id=new_id(), name="Old demo", care_setting="", base_url="http://127.0.0.1:9/b", marking=Marking.DEMO
    )
    save(endpoints_file(), (gp, demo))

    assert "Did you mean 'GP practice'?" in run("record", "GP practise", "--patient", "-", typed=HOLROYD)[2]
    assert (
        "never stand in one record" in run("record", gp.name, demo.name, "--patient", "-", typed=HOLROYD)[2]
    )


def test_a_source_that_nobody_answers_for_is_1_and_says_why(run, own_home):
    code, out, _ = run("record", "http://127.0.0.1:9/fhir", "--patient", "-", typed=HOLROYD)

    assert code == 1
    assert json.loads(out)["sources"][0]["state"] == "failed"
    trail = (own_home / "state" / "tributary" / "audit.jsonl").read_text("utf-8")
    assert '"patient": ""' not in trail
    assert HOLROYD not in trail


def without_times(text):
    """The record without when, and without the notices of what is not offered (their order is the network's)."""
    record = json.loads(text)
    for row in (*record["sources"], *record["domains"]):
        row["retrieved"] = row["url"] = ""
        row["gaps"] = sorted(gap["kind"] for gap in row["gaps"])
    for row in record["person"]["patients"]:
        row["when"] = ""
    return record


def test_two_runs_of_the_demo_differ_in_times_alone(run):
    code, first, _ = run("record", "demo", "--patient", HOLROYD)
    again, second, _ = run("record", "demo", "--patient", "-", typed=HOLROYD)

    assert code == again
    assert without_times(first) == without_times(second)
    assert len(json.loads(first)["sources"]) == 4


def test_a_file_can_stand_beside_the_demo_and_be_linked(run, files):
    path = files("own.json", patient("me", HOLROYD), observation("1", "Patient/me"))

    code, out, _ = run("record", "demo", path, "--patient", HOLROYD, "--link", f"{path}=Patient/me")

    record = json.loads(out)
    assert code == 3
    assert record["person"]["patients"][0]["source"] == "own.json"


def test_where_no_trail_can_be_written_files_open_all_the_same_and_it_is_said(
    run, files, own_home, monkeypatch
):
    (own_home / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(own_home / "blocked"))

    code, _, err = run("record", files("one.json", patient()))

    assert code == 0
    assert err.count("audit trail cannot be written") == 1


def test_where_no_trail_can_be_written_an_endpoint_is_not_asked(run, own_home, monkeypatch):
    (own_home / "blocked").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(own_home / "blocked"))

    code, out, err = run("record", "http://127.0.0.1:9/fhir", "--patient", "-", typed=HOLROYD)

    assert (code, out) == (1, "")
    assert "Nothing was shown" in err


def test_a_name_is_no_patient():
    with pytest.raises(UsageError, match="ten digits"):
        query_from("Smith")
    assert query_from("999 001 8421").nhs_number == HOLROYD


resources = st.one_of(
    st.builds(patient, st.sampled_from("ABC"), st.just("")),
    st.builds(
        observation, st.sampled_from("1234"), st.sampled_from(["", "Patient/A", "Patient/B", "Patient/Z"])
    ),
    st.just({"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "x"}]}),
    st.just({"id": "no type"}),
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(resources, max_size=8))
def test_the_records_of_each_patient_count_every_occurrence_once(run, files, held):
    code, out, _ = run("record", files("any.json", *held), "--each-patient")

    counts = [json.loads(line)["counts"] for line in out.splitlines()]
    assert sum(count["received"] for count in counts) == len(held)
    assert all(2 * count["received"] == sum(count.values()) for count in counts)
    assert code in {0, 1, 3}


def test_a_pdf_is_refused_where_it_would_land_on_a_screen(run):
    code, out, err = run("record", "./none.json", "--format", "pdf")

    assert (code, out) == (2, "")
    assert "A PDF is not for a terminal" in err


def pdf_run(*argv):
    """Run with a standard output that takes bytes; returns code, PDF, progress."""
    raw = io.BytesIO()
    streams = Streams(io.TextIOWrapper(raw, encoding="utf-8"), io.StringIO(), io.StringIO())
    code = main([str(one) for one in argv], streams)
    return code, raw.getvalue(), streams.progress.getvalue()


def test_a_pdf_holds_the_record_with_the_patient_on_each_page(files, tmp_path):
    code, data, _ = pdf_run("record", files("one.json", patient(), observation()), "--format", "pdf")

    assert code == 0
    (tmp_path / "x.pdf").write_bytes(data)
    pages = pages_of(tmp_path / "x.pdf")
    assert all("999 001 8421" in text and "Page " in text for text in pages)
    assert "Potassium 4.9 mmol/L" in " ".join(pages)


def test_many_records_are_no_one_pdf(files):
    code, data, err = pdf_run("record", files("one.json", patient()), "--format", "pdf", "--each-patient")

    assert (code, data) == (2, b"")
    assert "a PDF is one" in err


def test_what_policy_forbids_to_leave_is_not_printed_for_a_real_source(run, own_home, monkeypatch):
    live = Endpoint(id=new_id(), name="GP", care_setting="", base_url="http://127.0.0.1:9/fhir")
    save(endpoints_file(), (live,))
    monkeypatch.setattr(settings_of, "read_policy", lambda: Policy(allow_export=False))

    code, out, err = run("record", "GP", "--patient", "-", typed="9990018421\n")

    assert (code, out) == (1, "")
    assert "policy for this computer forbids it" in err
    (line,) = [json.loads(line) for line in audit_file().read_text("utf-8").splitlines()]
    assert (line["action"], line["sources"], bool(line["patient"])) == ("refusal", [live.id], True)


def test_an_address_that_policy_does_not_let_be_asked_is_refused_and_noted(run, own_home, monkeypatch):
    monkeypatch.setattr(settings_of, "vault", MemoryVault)
    monkeypatch.setattr(settings_of, "read_policy", lambda: Policy(lock_endpoints=True))

    code, _, err = run("record", "https://gp.example/fhir", "--patient", "-", typed="9990018421\n")

    assert code == 2
    assert "an address cannot be asked" in err
    (line,) = [json.loads(line) for line in audit_file().read_text("utf-8").splitlines()]
    assert (line["action"], list(line["bases"].values())) == ("refusal", ["https://gp.example/fhir"])


@pytest.mark.parametrize(("personal", "said"), [(False, "nobody is named here"), (True, "Reading GP ...")])
def test_a_live_source_is_asked_only_for_a_person_who_can_be_named(
    run, own_home, monkeypatch, personal, said
):
    works_as(monkeypatch, "a.okafor")
    monkeypatch.setattr(settings_of, "vault", MemoryVault)
    live = Endpoint(
        id=new_id(), name="GP", care_setting="", base_url="http://127.0.0.1:9/fhir", marking=Marking.LIVE
    )
    save(endpoints_file(), (live,))
    policy = Policy(allow_live=True, personal_accounts=personal)
    monkeypatch.setattr(settings_of, "read_policy", lambda: policy)

    _, _, err = run("record", "GP", "--patient", "-", typed="9990018421\n")

    assert said in err
    assert ("Reading GP" in err) is personal


def test_a_number_that_pds_replaced_is_said_where_a_human_has_to_choose(run):
    code, out, said = run("demo", "--national", "--text", "--patient", "9990061114")

    assert code == 4
    assert "999 006 1114 was replaced by 999 006 2781" in said
    assert {one["nhs_number"] for one in json.loads(out)["candidates"]} <= {"9990062781", ""}


def test_a_patient_summary_keeps_its_rules_and_says_what_has_not_been_done(run, files):
    path = files("one.json", patient(), observation())

    code, out, err = run("record", path, "--format", "ips")

    assert code == 0
    assert faults(json.loads(out)) == []
    assert "not yet validated by the HL7 validator" in err


def test_of_many_those_without_a_person_are_said_and_the_others_follow(run, files):
    path = files("one.json", patient(), observation(subject=""))

    code, out, err = run("record", path, "--format", "ips", "--each-patient")

    assert code == 3
    assert len(out.splitlines()) == 1
    assert "no source says whose record this is" in err


def test_a_copy_for_the_patient_is_text_and_what_was_kept_back_is_said_beside_it(run, files):
    code, out, err = run("record", files("one.json", patient(), observation()), "--format", "patient")

    assert code == 0
    assert out.startswith("A COPY OF YOUR HEALTH RECORD")
    assert "Potassium" in out
    assert "read the copy before you hand it over" in err
