"""Files as a source: each one read whole or said why not."""

import os
import threading

import pytest

from viewer.source.answer import Answer, Ended, Outcome, SourceEnded
from viewer.source.gap import GapKind
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState
from viewer.store.files import FileSource


def source(path, **more):
    return FileSource(path, Origin(id="f", name=path.name, kind=SourceKind.FILE, base=str(path)), **more)


def read(path, cancel=None, **more):
    return list(source(path, **more).read("", cancel or threading.Event()))


def answers(events):
    return [event for event in events if isinstance(event, Answer)]


def gaps(events):
    (ended,) = [event for event in events if isinstance(event, Ended)]
    return ended.gaps


def test_a_file_is_read_whole_and_exactly(tmp_path):
    file = tmp_path / "record.ndjson"
    file.write_bytes(b"\xef\xbb\xbf{}\r\n{}\x00")

    events = read(file)

    (answer,) = answers(events)
    assert answer.body == file.read_bytes()
    assert answer.place == "record.ndjson"
    assert answer.media_type == "application/fhir+ndjson"
    assert answer.retrieved.tzinfo is not None
    assert events[-1] == SourceEnded(source="f", state=SourceState.COMPLETE)


def test_a_folder_is_read_in_the_order_of_its_names_with_the_folders_in_it(tmp_path):
    for name in ("b.json", "a/2.xml", "a/1.json", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")

    found = answers(read(tmp_path))

    assert [answer.place for answer in found] == ["a/1.json", "a/2.xml", "b.json", "c"]
    assert [answer.media_type for answer in found][1:] == [
        "application/fhir+xml",
        "application/fhir+json",
        "",
    ]


def test_it_settles_no_domain(tmp_path):
    (tmp_path / "a.json").write_text("{}")

    assert read(tmp_path)[0].domains == frozenset()


def test_find_gives_the_same_as_read(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    one = source(tmp_path)

    found = answers(list(one.find(PatientQuery(nhs_number="9990000018"), threading.Event())))

    assert [answer.body for answer in found] == [b"{}"]
    assert one.origin.kind is SourceKind.FILE


def test_hidden_files_and_links_are_said_and_not_read(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside, inside / ".git", inside / "sub"):
        folder.mkdir()
        (folder / "x.json").write_text("{}")
    (inside / "away.json").symlink_to(outside / "x.json")
    (inside / "loop").symlink_to(inside)
    (inside / "near.json").symlink_to(inside / "x.json")

    events = read(inside)

    assert [answer.place for answer in answers(events)] == ["near.json", "sub/x.json", "x.json"]
    assert sorted(gap.what.split(":")[0] for gap in gaps(events)) == [".git/", "away.json", "loop/"]
    assert {gap.kind for gap in gaps(events)} == {GapKind.NOTICE}
    assert events[-1].state is SourceState.COMPLETE


def test_a_file_that_is_too_large_is_said_and_the_others_are_read(tmp_path):
    (tmp_path / "big.json").write_bytes(b"x" * 2_000_000)
    (tmp_path / "small.json").write_text("{}")

    events = read(tmp_path, largest=1024 * 1024)

    assert [answer.place for answer in answers(events)] == ["small.json"]
    assert gaps(events)[0].kind is GapKind.UNREADABLE
    assert "larger than 1 MB" in gaps(events)[0].why
    assert events[-1].state is SourceState.PARTIAL


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_what_is_no_file_is_said(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    events = read(tmp_path)

    assert "not an ordinary file" in gaps(events)[0].why
    assert events[-1].state is SourceState.FAILED


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened_is_said(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.json").chmod(0)

    assert "may not open" in gaps(read(tmp_path))[0].why


@pytest.mark.parametrize("name", ["missing", "missing/deeper"])
def test_a_path_that_is_not_there_fails_in_words(tmp_path, name):
    events = read(tmp_path / name)

    assert answers(events) == []
    assert "no such file" in gaps(events)[0].why
    assert events[-1].state is SourceState.FAILED
    assert str(tmp_path) not in gaps(events)[0].why + gaps(events)[0].what


def test_an_empty_folder_is_not_an_empty_record(tmp_path):
    events = read(tmp_path)

    assert events[-1].state is SourceState.FAILED
    assert "no file" in gaps(events)[0].why


def test_a_folder_of_hidden_files_only_is_not_an_empty_record(tmp_path):
    (tmp_path / ".hidden").write_text("{}")

    assert read(tmp_path)[-1].state is SourceState.FAILED


def test_a_link_to_nothing_is_said(tmp_path):
    (tmp_path / "dead.json").symlink_to(tmp_path / "nowhere")

    assert "no such file" in gaps(read(tmp_path))[0].why


def test_a_cancel_stops_between_files_and_says_so(tmp_path):
    for name in "abc":
        (tmp_path / name).write_text("{}")
    cancel = threading.Event()
    events = []
    for event in source(tmp_path).read("", cancel):
        events.append(event)
        if isinstance(event, Answer):
            cancel.set()

    assert len(answers(events)) == 1
    assert gaps(events)[0].kind is GapKind.CANCELLED
    assert [event.outcome for event in events if isinstance(event, Ended)] == [Outcome.CANCELLED]
    assert events[-1].state is SourceState.CANCELLED


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "no"), "may not open"), (OSError(5, "I/O error"), "I/O error")]
)
def test_a_folder_or_file_that_the_system_refuses_is_said_and_the_others_are_read(
    tmp_path, monkeypatch, error, words
):
    for name in ("good/a.json", "refused/b.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("{}")
    listed = os.listdir

    def listdir(folder):
        if folder.name == "refused":
            raise error
        return listed(folder)

    monkeypatch.setattr(os, "listdir", listdir)
    events = read(tmp_path)

    assert [answer.place for answer in answers(events)] == ["good/a.json"]
    assert words in gaps(events)[0].why
    assert gaps(events)[0].what == "refused/: not read"
    assert events[-1].state is SourceState.PARTIAL


def test_a_link_to_itself_is_said_and_the_others_are_read(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "a.json").write_text("{}")

    events = read(tmp_path)

    assert [answer.place for answer in answers(events)] == ["a.json"]
    assert "symbolic links" in gaps(events)[0].why


def test_a_name_longer_than_any_fails_in_words(tmp_path):
    events = read(tmp_path / ("a" * 300))

    assert "too long" in gaps(events)[0].why
    assert events[-1].state is SourceState.FAILED


def test_folders_in_folders_without_end_are_said(tmp_path):
    (tmp_path / "/".join("d" * 60)).mkdir(parents=True)
    (tmp_path / "a.json").write_text("{}")

    events = read(tmp_path)

    assert [answer.place for answer in answers(events)] == ["a.json"]
    assert [gap.kind for gap in gaps(events)] == [GapKind.UNREADABLE]
    assert "deep" in gaps(events)[0].why
