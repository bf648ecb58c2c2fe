"""What a clinician has seen is found again in another session by the same clinician alone, and holds no word."""

from datetime import timedelta

import pytest

from tests.engine.changing import changing
from tests.engine.keeping import Keyring
from tests.engine.rested import count, news_page, rest
from tests.engine.talk import NOW, Talk
from tests.engine.window import HOLROYD, settled
from viewer.engine import news_desk
from viewer.engine.messages import CloseRecord, Find, Found, OpenFiles, OpenPatient, Refused
from viewer.engine.news_desk import OF_FILES, OF_NO_KEYRING, OF_NOBODY, OF_POLICY
from viewer.errors import SettingsError, StoreError, VaultError
from viewer.source.endpoint import Marking
from viewer.source.protocols import PatientQuery
from viewer.store.seen import KEY_NAME, SeenFile
from viewer.store.vault import MemoryVault


@pytest.fixture(scope="module")
def servers():
    with changing(Marking.SANDBOX) as made:
        yield made


@pytest.fixture
def path(tmp_path, monkeypatch):
    file = tmp_path / "state" / "seen"
    monkeypatch.setattr(news_desk, "seen_file", lambda: file)
    return file


@pytest.fixture
def vault():
    return Keyring()


@pytest.fixture
def session(tmp_path, path, vault, servers):
    """Begin one session after another on one computer."""
    begun = []

    def begin(*, keyring=vault, days_later=0, **policy):
        end()
        talk = Talk(tmp_path, **policy)
        talk.setting.secrets._vault = keyring
        talk.setting.own = servers.endpoints
        talk.conversation.beside.news.now = lambda: NOW + timedelta(days=days_later)
        begun.append(talk)
        return talk

    def end():
        for talk in begun:
            talk.end()
            talk.conversation.beside.close()
            talk.conversation.beside.errands.close(30)
        begun.clear()

    yield begin
    end()


def opened(talk, generation=2):
    talk.send(Find(generation=generation - 1, query=PatientQuery(nhs_number=HOLROYD)))
    found = talk.until(
        lambda one: isinstance(one, Found) and one.settled and one.generation == generation - 1
    )
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    talk.send(OpenPatient(generation=generation, patients=chosen))
    talk.until(lambda one: settled(one) and one.generation == generation)
    rest(talk)
    return talk


def closed(talk, generation=3):
    talk.send(CloseRecord(generation=generation))
    rest(talk)


def refusals(talk):
    return [f"{one.what}. {one.advice}" for one in talk.said if isinstance(one, Refused)]


def test_what_was_seen_is_compared_in_another_session_and_no_word_of_it_is_on_the_disk(
    session, path, servers
):
    first = opened(session())
    assert count(first) is None
    assert not path.exists()
    closed(first)
    body = path.read_bytes()
    inside = SeenFile(path, bytes.fromhex(first.setting.secrets.secret(KEY_NAME)), timedelta(90))
    clear = inside.hashes.seal.open(body.removeprefix(b"tributary-seen/1\n"), b"tributary-seen/1\n")
    for word in (HOLROYD, "Holroyd", "HOLROYD", "Margaret", "OA-5142", "NM700142", "127.0.0.1", "enicillin"):
        assert word.encode() not in body
        assert word.encode() not in clear
    stored = servers.held("ooh", "Observation")[0]
    servers.remove("ooh", stored)

    second = opened(session())

    servers.add("ooh", stored)
    assert count(second) == 1
    page = news_page(second)
    assert (
        page.remembered
        == "What you see is remembered on this computer for 90 days, as keyed hashes and not as words."
    )
    assert sum(len(group.rows) for group in page.groups) == 1
    assert refusals(second) == []


def test_a_record_that_was_open_as_the_engine_ends_was_seen(session, path):
    opened(session())
    again = opened(session())

    assert path.exists()
    assert count(again) == 0


def test_another_clinician_has_not_looked(session, monkeypatch):
    closed(opened(session()))
    monkeypatch.setattr(news_desk, "clinician", lambda _desk: ("somebody else",))

    assert count(opened(session())) is None


def test_what_is_past_its_time_is_forgotten_and_swept(session, path):
    closed(opened(session(seen_days=2)))
    later = session(seen_days=2, days_later=3)
    before = path.stat().st_size
    later.conversation.beside.news.begin()
    rest(later)

    assert path.stat().st_size < before
    assert count(opened(later)) is None


def test_policy_may_keep_nothing_and_then_what_was_kept_goes(session, path, vault):
    closed(opened(session()))
    assert path.exists()
    talk = session(seen_days=0)
    talk.conversation.beside.news.begin()
    rest(talk)

    assert not path.exists()
    assert vault.secret(KEY_NAME) is None
    assert news_page(opened(talk)).remembered == OF_POLICY
    closed(talk)
    assert count(opened(talk, 5)) == 0  # within this engine
    assert not path.exists()
    talk.conversation.beside.news.begin()  # nothing to forget
    rest(talk)
    assert refusals(talk) == []


def test_without_a_keyring_it_is_held_in_memory_alone_and_said(session, path):
    talk = opened(session(keyring=MemoryVault()))
    assert news_page(talk).remembered == OF_NO_KEYRING
    closed(talk)
    assert not path.exists()
    assert count(opened(talk, 5)) == 0


def test_where_a_source_does_not_say_who_signed_in_it_is_held_in_memory_alone(session, path, monkeypatch):
    def nobody(_desk):
        raise SettingsError("not said")

    monkeypatch.setattr(news_desk, "clinician", nobody)
    talk = opened(session())
    assert news_page(talk).remembered == OF_NOBODY
    closed(talk)
    assert not path.exists()


def test_a_keyring_or_file_that_fails_is_said_and_the_record_is_there_all_the_same(
    session, path, monkeypatch
):
    def refuses(_secrets):
        raise VaultError("The keyring refused")

    with monkeypatch.context() as patched:
        patched.setattr(news_desk, "seen_key", refuses)
        talk = opened(session())
        assert news_page(talk).remembered.startswith(
            "What you had seen could not be read: The keyring refused. What you"
        )
        path.parent.mkdir(exist_ok=True)
        path.write_text("something")
        talk.conversation.beside.news.begin()
        rest(talk)
        assert any("The keyring refused" in one for one in refusals(talk))
    talk = opened(session())
    assert "cannot be opened: the file was changed" in news_page(talk).remembered

    def full(*_given):
        raise StoreError("The disk is full")

    monkeypatch.setattr(SeenFile, "keep", full)
    closed(talk)
    assert any("The disk is full" in one for one in refusals(talk))


def test_files_are_held_in_memory_alone(session, path, tmp_path):
    file = tmp_path / "one.json"
    file.write_text('{"resourceType": "Condition", "id": "1", "code": {"text": "Asthma"}}')
    talk = session()
    for generation in (2, 4):
        talk.send(OpenFiles(generation=generation, paths=(str(file),)))
        talk.until(lambda one, now=generation: settled(one) and one.generation == now)
        rest(talk)
        page = news_page(talk)
        assert page.remembered == OF_FILES
        closed(talk, generation + 1)
    assert page.heading.startswith("Since you last looked")
    assert not path.exists()


def test_a_record_that_leaves_before_what_was_seen_has_come_keeps_nothing(session, path):
    talk = session()
    opened(talk)
    desk = talk.conversation.beside.news
    record = talk.conversation.record
    desk._record = None  # as if the engine had not rested since it settled
    desk.leave(record)
    rest(talk)
    assert not path.exists()
    desk.step(record)  # asks for what was seen, which comes
    desk._here.baseline = None
    desk.leave(record)
    rest(talk)
    assert not path.exists()
