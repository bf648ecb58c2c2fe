"""Sessions, one after another, on one computer that keeps records; what their conversations say of copies."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.engine.talk import NOW, Talk
from tests.engine.window import HOLROYD, settled
from viewer.engine import kept_copies, kept_shelf
from viewer.engine.messages import Found, Glance, OpenPatient, Refused
from viewer.engine.parts import part_of
from viewer.source.answer import Answer
from viewer.store import kept_record_key
from viewer.store.audit import audit_file, demo_audit_file
from viewer.store.kept_record_rows import events_of, row_of
from viewer.store.vault import MemoryVault

AS_AT = "as at 22-Nov-2026 12:00"


class Keyring(MemoryVault):
    """What a keyring keeps beyond the session."""

    lasting = True


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "cache" / "kept.sqlite"
    for module in (kept_copies, kept_shelf, kept_record_key):
        monkeypatch.setattr(module, "kept_records_file", lambda: path)
    return path


@pytest.fixture
def vault():
    return Keyring()


@pytest.fixture
def session(tmp_path, file, vault):
    """Begin one session after another on one computer."""
    begun = []

    def begin(*, hours=0.0, keyring=vault, demo=True, **policy):
        if begun:
            begun[-1].end()
        talk = Talk(tmp_path, **{"keep_records": True, **policy})
        talk.setting.secrets._vault = keyring
        talk.conversation.beside.copies.demo = demo
        talk.conversation.beside.copies.now = lambda: NOW + timedelta(hours=hours)
        begun.append(talk)
        return talk

    yield begin
    begun[-1].end()
    begun[-1].conversation.beside.errands.close(30)


def opened(talk, demo, generation=2):
    """Open the patient and read to the end; returns every first screen that was told."""
    talk.open(demo, HOLROYD, generation)
    while not any(settled(m) and m.generation == generation for m in talk.said) or not quiet(talk):
        assert talk.hear(60)
    talk.tell()
    wait_for_threads(talk)
    return [m for m in talk.said if isinstance(m, Glance) and m.generation == generation]


def quiet(talk):
    record = talk.conversation.record
    return record is not None and record.settled


def wait_for_threads(talk):
    """What a reading keeps, it keeps after it has said its end."""
    while talk.conversation.readers._cancels:
        talk.hear(0.05)
    for thread, _ in list(talk.conversation.beside.errands._running.values()):
        while thread.is_alive():
            talk.hear(0.05)
    talk.hear(0.05)


def marked(glance):
    return [one for one in glance.sources if one.as_at]


def refusals(talk):
    return [m.what for m in talk.said if isinstance(m, Refused)]


def audited(what):
    files = [file for file in (audit_file(), demo_audit_file()) if file.exists()]
    acts = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [act for act in acts if act.get("what") == what]


def shelf_of(talk, name="Northmoor Acute Trust"):
    """Where a source's copy stands for the record that is open."""
    record, copies = talk.conversation.record, talk.conversation.beside.copies
    key = next(key for key, called in record.names.items() if called == name)
    part = part_of(record.found, key, record.links)
    return kept_shelf.Shelf(talk.setting.secrets, copies._lasts, copies._name(record.found, part), copies.now)


def held_one_more(talk):
    """Let the copy hold one more record, as if the source had had it then."""
    shelf = shelf_of(talk)
    copy = shelf.recall()
    events = list(events_of(copy.rows))
    answer = next(one for one in events if isinstance(one, Answer) and b'"AllergyIntolerance"' in one.body)
    bundle = json.loads(answer.body)
    entry = next(one for one in bundle["entry"] if one["resource"]["resourceType"] == "AllergyIntolerance")
    more = {"resource": {**entry["resource"], "id": "withdrawn-since"}}
    body = json.dumps({**bundle, "entry": [*bundle["entry"], more]}).encode()
    told = [replace(one, body=body) if one is answer else one for one in events]
    shelf.keep([row_of(one) for one in told], copy.as_at)


def opening(talk, generation=2):
    found = next(m for m in reversed(talk.said) if isinstance(m, Found))
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    talk.send(OpenPatient(generation=generation, patients=chosen))


def finish(talk):
    while not quiet(talk):
        assert talk.hear(60)
    talk.tell()
    wait_for_threads(talk)
