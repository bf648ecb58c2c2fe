"""Links and regroupings that outlast a session by policy: the clinician's own, shown, undone, never another's."""

import json
from datetime import timedelta

import pytest

from tests.engine.talk import NOW, Talk
from tests.engine.test_conversation import rows_on_screen, settled
from viewer.engine import choice_names, own_choices
from viewer.engine.messages import (
    AskDetail,
    Detail,
    Found,
    LinkPatient,
    OpenPatient,
    PutTogether,
    Refused,
    Regroup,
    Regrouped,
    UnlinkSource,
)
from viewer.errors import StoreError, VaultError
from viewer.merge.by_hand import APART, TOGETHER
from viewer.source.signed_in import SignedIn
from viewer.store.audit import demo_audit_file
from viewer.store.kept_choices import DAMAGED, KEY_NAME, KeptChoices
from viewer.store.vault import MemoryVault

PICKERSGILL = "9990062781"
LINE = "Your own choices: "


class Keyring(MemoryVault):
    """What a keyring keeps beyond the session."""

    lasting = True


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "kept-choices"
    monkeypatch.setattr(own_choices, "kept_choices_file", lambda: path)
    return path


@pytest.fixture
def vault():
    return Keyring()


@pytest.fixture
def session(tmp_path, file, vault):
    """Begin one session after another on one computer, as this or that OS user."""
    begun = []

    def begin(*, keep_links=True, keyring=vault, days=0):
        if begun:
            begun[-1].end()
        talk = Talk(tmp_path, keep_links=keep_links)
        talk.setting.secrets._vault = keyring
        talk.conversation.choices.now = lambda: NOW + timedelta(days=days)
        begun.append(talk)
        return talk

    yield begin
    begun[-1].end()
    begun[-1].conversation.beside.errands.close(30)


@pytest.fixture
def as_user(monkeypatch):
    return lambda name: monkeypatch.setattr(choice_names, "os_user", lambda: name)


def opened(talk, demo, number=PICKERSGILL):
    found = talk.open(demo, number)
    told = talk.until(settled)
    while talk.conversation.choices._asked and talk.conversation.choices._kept is None and talk.hear(0.5):
        pass
    talk.tell()
    while not talk.conversation.record.settled:
        talk.hear()
    talk.tell()
    last = [said for said in talk.said if settled(said)]
    return found, last[-1] if last else told


def link(talk, found):
    other = next(row for row in found.candidates if row.group != 0)
    talk.send(LinkPatient(generation=2, source=other.source, reference=other.reference))
    glance = talk.until(lambda m: settled(m) and any(s.linked.startswith("Linked") for s in m.sources))
    return other, next(one.linked for one in glance.sources if one.id == other.source)


def is_linked(talk, other):
    return talk.conversation.record.is_linked(other.source, other.reference)


def status(glance, other):
    return next(one.linked for one in glance.sources if one.id == other.source)


def test_by_default_nothing_is_kept_and_no_keyring_is_asked(session, demo, file):
    talk = session(keep_links=False)
    found, _ = opened(talk, demo)
    _, words = link(talk, found)

    assert "kept" not in words
    assert not file.exists()
    assert not talk.conversation.choices._asked
    assert talk.conversation.record.fresh == set()


def test_a_link_is_applied_again_is_shown_with_its_day_and_undone_for_good(session, demo, file):
    talk = session()
    other, words = link(talk, opened(talk, demo)[0])
    assert words.endswith("Linked by you on 22-Nov-2026, kept by policy; undoing it ends that too")
    assert not any(LINE in line for said in talk.said if settled(said) for line in said.safety)
    assert b"9990062781" not in file.read_bytes()

    later = session(days=9)
    _, glance = opened(later, demo)
    assert is_linked(later, other)
    assert "linked by the clinician" in status(glance, other)
    assert "22-Nov-2026 12:00:00" in status(glance, other)
    said = next(line for line in glance.safety if LINE in line)
    assert f"{other.source_name} linked by you on 22-Nov-2026, kept by policy (undo at the source)" in said
    acts = [json.loads(line) for line in demo_audit_file().read_text("utf-8").splitlines()]
    assert ("link", "kept choice applied again") in {(act["action"], act["what"]) for act in acts}

    later.send(UnlinkSource(generation=2, source=other.source))
    gone = later.until(lambda m: settled(m) and not any(LINE in line for line in m.safety))
    assert status(gone, other) == ""
    later.tell()
    assert not is_linked(later, other)
    third = session()
    opened(third, demo)
    assert not is_linked(third, other)


def test_it_is_never_applied_for_another_clinician(session, demo, as_user):
    as_user("anna")
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])

    as_user("ben")
    theirs = session()
    _, glance = opened(theirs, demo)
    assert not is_linked(theirs, other)
    assert not any(LINE in line for line in glance.safety)

    as_user("anna")
    again = session()
    opened(again, demo)
    assert is_linked(again, other)


def signed(monkeypatch, talk, person):
    """Let somebody be signed in at a source of the demo (its own sign-in has tests of its own)."""
    monkeypatch.setattr(choice_names, "INTERACTIVE", {one.sign_in for one in talk.conversation.desk.in_use})
    monkeypatch.setattr(
        type(talk.setting.signs), "signed_in", lambda _self, _id: SignedIn(user="Dr A", person=person)
    )


def test_on_one_account_who_signed_in_tells_clinicians_apart(session, demo, monkeypatch):
    talk = session()
    talk.search(demo)
    signed(monkeypatch, talk, "person-1")
    other, words = link(talk, opened(talk, demo)[0])
    assert "kept by policy" in words

    for person, wanted in (("person-2", False), ("person-1", True)):
        later = session()
        later.search(demo)
        signed(monkeypatch, later, person)
        opened(later, demo)
        assert is_linked(later, other) is wanted


def test_where_a_source_does_not_say_who_signed_in_nothing_is_kept_and_it_is_said(
    session, demo, monkeypatch, file
):
    talk = session()
    talk.search(demo)
    signed(monkeypatch, talk, "")
    _, words = link(talk, opened(talk, demo)[0])

    assert "kept" not in words
    assert not file.exists()
    refused = [said for said in talk.said if isinstance(said, Refused)]
    assert len(refused) == 1
    assert "does not say who signed in" in refused[0].what


def test_another_person_of_the_same_reference_is_not_linked(session, demo, monkeypatch):
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])
    named = choice_names._patient
    monkeypatch.setattr(choice_names, "_patient", lambda record, facts: (*named(record, facts), "renamed"))
    later = session()
    opened(later, demo)

    assert not is_linked(later, other)


def test_without_a_keyring_nothing_is_kept_and_it_is_said_once(session, demo, file):
    talk = session(keyring=MemoryVault())
    link(talk, opened(talk, demo)[0])
    opened(talk, demo)

    said = [one for one in talk.said if isinstance(one, Refused)]
    assert [one.what for one in said] == [
        "Your links and regroupings are not kept: there is no keyring on this computer that can be used"
    ]
    assert not file.exists()


@pytest.mark.parametrize("spoil", ["tampered", "moved", "new key"])
def test_a_file_that_cannot_be_trusted_applies_nothing_and_says_so(session, demo, file, vault, spoil):
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])
    if spoil == "tampered":
        body = file.read_bytes()
        file.write_bytes(body[:-1] + bytes([body[-1] ^ 1]))
    if spoil == "new key":
        vault.forget(KEY_NAME)
    later = session(keyring=Keyring() if spoil == "moved" else vault)
    opened(later, demo)

    assert not is_linked(later, other)
    assert [one.what for one in later.said if isinstance(one, Refused)] == [DAMAGED.rstrip(".")]


def test_a_keyring_that_gives_nothing_and_a_fault_are_words(session, demo, monkeypatch):
    class Locked(Keyring):
        def secret(self, endpoint_id):
            raise VaultError("The keyring is locked")

    talk = session(keyring=Locked())
    opened(talk, demo)
    assert "The keyring is locked" in [one.what for one in talk.said if isinstance(one, Refused)]

    told = []
    monkeypatch.setattr(own_choices, "choices_key", lambda _secrets: 1 / 0)
    choices = session().conversation.choices
    with pytest.raises(ZeroDivisionError):
        choices._fetch(own_choices.Event(), told.append)
    with pytest.raises(VaultError, match="a fault in this program"):
        list(told[0].then())


def test_where_the_file_cannot_be_written_it_is_said_and_an_undone_link_stays_undone(
    session, demo, monkeypatch
):
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])

    def full(_self, _rows):
        raise StoreError("A file of the settings could not be written (no space)")

    later = session()
    opened(later, demo)
    monkeypatch.setattr(KeptChoices, "_write", full)
    later.send(UnlinkSource(generation=2, source=other.source))
    later.until(lambda m: isinstance(m, Refused) and "could not be written" in m.what)
    later.tell()
    assert not is_linked(later, other)


def kept_rows(talk, demo):
    talk.search(demo, PICKERSGILL)
    while talk.conversation.choices._kept is None and talk.hear(0.5):
        pass
    talk.tell()
    found = [said for said in talk.said if isinstance(said, Found)][-1]
    return found, [row for row in found.candidates if row.kept]


def test_a_candidate_who_was_linked_says_so_before_anybody_is_opened(session, demo, as_user, monkeypatch):
    as_user("anna")
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])

    later = session()
    _, (row,) = kept_rows(later, demo)
    assert (row.source, row.reference) == (other.source, other.reference)
    assert row.kept == "Linked by you on 22-Nov-2026, kept by policy"
    monkeypatch.setattr(own_choices, "said_of_number", lambda *_: "not valid")
    assert kept_rows(later, demo)[1] == []
    monkeypatch.undo()

    as_user("ben")
    assert kept_rows(session(), demo)[1] == []


def test_nobody_is_told_as_linked_whose_clinician_is_not_certain(session, demo, monkeypatch):
    talk = session()
    link(talk, opened(talk, demo)[0])
    later = session()
    later.search(demo)
    signed(monkeypatch, later, "")

    assert kept_rows(later, demo)[1] == []


def test_who_is_opened_with_the_person_stays_kept_and_is_said_on_top(session, demo):
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])
    later = session(days=9)
    found, _ = kept_rows(later, demo)
    lead = found.candidates[0]
    chosen = ((lead.source, lead.reference, False), (other.source, other.reference, True))
    later.send(OpenPatient(generation=2, patients=chosen))
    later.until(lambda m: settled(m) and any(LINE in line for line in m.safety))

    assert "Linked by you on 22-Nov-2026" in status(last_glance(later), other)


def test_who_was_left_out_among_the_candidates_stays_out_and_is_forgotten(session, demo):
    talk = session()
    other, _ = link(talk, opened(talk, demo)[0])
    later = session()
    found, _ = kept_rows(later, demo)
    lead = found.candidates[0]
    later.send(OpenPatient(generation=2, patients=((lead.source, lead.reference, False),)))
    for source in (other.source, "a source that nobody knows"):
        later.send(UnlinkSource(generation=2, source=source))
    later.until(settled)
    later.tell()
    assert not is_linked(later, other)

    third = session()
    assert kept_rows(third, demo)[1] == []


# ---- regrouping -----------------------------------------------------------------------------------


def regrouped(talk, message):
    talk.send(message)
    done = talk.until(lambda m: isinstance(m, Regrouped))
    talk.tell()
    return done


def merged(talk):
    return [row for row in rows_on_screen(talk).values() if row.members > 1]


def noted(talk, entry):
    talk.send(AskDetail(generation=2, entry=entry))
    return talk.until(lambda m: isinstance(m, Detail) and m.entry == entry)


def last_glance(talk):
    return [said for said in talk.said if settled(said)][-1]


def test_entries_taken_apart_are_so_again_say_so_and_are_undone_for_good(session, demo):
    talk = session()
    opened(talk, demo, "9990082200")
    row = merged(talk)[0]
    regrouped(talk, Regroup(generation=2, entry=row.id))

    later = session(days=2)
    _, glance = opened(later, demo, "9990082200")
    assert row.id not in rows_on_screen(later)
    apart = [one for one in later.conversation.record.entries.values() if APART in one.notes]
    assert len(apart) == row.members
    assert (
        "Chosen by you on 22-Nov-2026, kept by policy; undoing it ends that too"
        in noted(later, apart[0].id).notes
    )
    assert any("taken apart or put together as you chose before" in line for line in glance.safety)

    assert regrouped(later, Regroup(generation=2, entry=apart[0].id)).now == row.id
    later.tell()
    assert not any(LINE in line for line in last_glance(later).safety)
    third = session()
    opened(third, demo, "9990082200")
    assert row.id in rows_on_screen(third)


def test_what_was_put_together_is_so_again_unless_a_copy_says_something_else_now(session, demo, monkeypatch):
    talk = session()
    opened(talk, demo, "9990082200")
    entry, other = next(
        (one.id, named)
        for one in list(talk.conversation.record.entries.values())
        for named, _ in talk.conversation.record.detail(one.id).may_be_same
    )
    done = regrouped(talk, PutTogether(generation=2, entry=entry, other=other))

    later = session()
    opened(later, demo, "9990082200")
    assert noted(later, done.now).rule.startswith(TOGETHER)
    assert any("kept by policy" in note for note in noted(later, done.now).notes)

    content = choice_names._content
    monkeypatch.setattr(choice_names, "_content", lambda *given: (*content(*given), "another dose"))
    changed = session()
    opened(changed, demo, "9990082200")
    assert done.now not in rows_on_screen(changed)


def test_of_a_pair_only_the_last_choice_is_kept(session, demo):
    talk = session()
    opened(talk, demo, "9990082200")
    row = merged(talk)[0]
    now = regrouped(talk, Regroup(generation=2, entry=row.id)).now
    named = noted(talk, now).may_be_same[0][0]
    regrouped(talk, PutTogether(generation=2, entry=now, other=named))

    later = session()
    opened(later, demo, "9990082200")
    assert row.id in rows_on_screen(later)
    assert not any(APART in one.notes for one in later.conversation.record.entries.values())


def test_a_record_that_was_opened_by_a_later_source_is_led_by_whom_the_clinician_chose(session, demo):
    talk = session()
    found = talk.search(demo, PICKERSGILL)
    first, other = found.candidates[0], next(row for row in found.candidates if row.group != 0)
    chosen = ((other.source, other.reference, False), (first.source, first.reference, True))
    talk.send(OpenPatient(generation=2, patients=chosen))
    talk.until(settled)

    for one in (first, other):
        record = talk.conversation.record
        assert (record.lead.key.source == one.source) is (one is other)
