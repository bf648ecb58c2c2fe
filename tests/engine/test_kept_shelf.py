"""What is damaged, or has lost its key, is deleted, said and made anew; never a crash."""

import pytest

from tests.engine.keeping import marked, opened, refusals, shelf_of, wait_for_threads
from tests.engine.talk import NOW
from viewer.store.kept_records import KEY_NAME


def test_copies_whose_key_is_gone_are_swept_whole(session, demo, file, vault):
    opened(session(), demo)
    vault.forget(KEY_NAME)
    talk = session()
    talk.conversation.greet()
    wait_for_threads(talk)
    assert not file.exists()


@pytest.mark.parametrize("damage", ["flip", "cut", "noise", "other key"])
def test_a_damaged_file_is_said_and_made_anew(session, demo, file, vault, damage):
    opened(session(), demo)
    raw = file.read_bytes()
    changed = {
        "flip": raw[:-3000] + bytes([raw[-3000] ^ 1]) + raw[-2999:],
        "cut": raw[: len(raw) // 2],
        "noise": bytes(range(256)) * 64,
    }
    if damage == "other key":
        vault.store(KEY_NAME, "ab" * 32)
    file.write_bytes(changed.get(damage, raw))

    talk = session(hours=1)
    last = opened(talk, demo)[-1]

    assert last.settled
    if damage in {"cut", "noise"}:
        assert [one for one in refusals(talk) if "was changed or damaged" in one]
    assert any(marked(one) for one in opened(session(hours=2), demo))


def test_a_sweep_of_a_damaged_file_deletes_it(session, demo, file):
    opened(session(), demo)
    file.write_bytes(b"noise" * 4000)
    talk = session()
    talk.conversation.greet()
    wait_for_threads(talk)
    assert not file.exists()


def test_a_copy_that_finds_a_damaged_file_is_written_into_a_new_one(session, demo, file):
    talk = session()
    opened(talk, demo)
    shelf = shelf_of(talk)
    file.write_bytes(b"noise" * 4000)

    shelf.keep((b"row",), NOW)

    assert shelf.recall().rows == (b"row",)
    shelf.drop()
    assert shelf.recall() is None


def test_nothing_is_asked_of_the_keyring_where_there_is_no_file(session, demo, file, vault):
    talk = session()
    opened(talk, demo)
    shelf = shelf_of(talk)
    file.unlink()
    vault.forget(KEY_NAME)

    assert shelf.recall() is None
    shelf.drop()
    assert vault.secret(KEY_NAME) is None
