"""Secrets: in the OS keyring or in memory, never elsewhere; whatever goes wrong, words and nothing kept."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from viewer.errors import VaultError
from viewer.store.long_secrets import SERVICE, LongSecrets
from viewer.store.one_thread import waiting_until
from viewer.store.vault import KeyringVault, MemoryVault, backends, foreign_errors, is_allowed, vault

CANARY = "canary-s3cret"
ID = "a" * 32


class Keyring(KeyringBackend):
    """A fake Secret Service that keeps several copies and can be told to fail."""

    priority = 1

    def __init__(self):
        self.kept = {}
        self.error = None
        self.lost = False
        self.undeletable = False
        self.block = None
        self.waiting = threading.Event()

    def _act(self):
        if self.block is not None:
            self.waiting.set()
            self.block.wait(10)
        if self.error is not None:
            raise self.error

    def get_password(self, service, username):
        self._act()
        found = self.kept.get((service, username))
        return found[0] if found else None

    def set_password(self, service, username, password):
        self._act()
        self.kept.setdefault((service, username), []).append("other" if self.lost else password)

    def delete_password(self, service, username):
        if not self.undeletable:
            self.kept[service, username].pop(0)


# What the allow-list reads is the name of the class: this fake stands where the Secret Service stands.
Keyring.__module__, Keyring.__qualname__ = "keyring.backends.SecretService", "Keyring"


def test_what_is_stored_is_given_back_and_forgotten():
    keyring = Keyring()
    store = KeyringVault(keyring)
    store.store(ID, CANARY)

    assert store.secret(ID) == CANARY
    assert list(keyring.kept) == [(SERVICE, ID)]
    store.forget(ID)
    assert store.secret(ID) is None
    store.forget(ID)


def test_every_copy_is_forgotten():
    keyring = Keyring()
    keyring.kept[SERVICE, ID] = [CANARY, CANARY, CANARY]
    KeyringVault(keyring).forget(ID)

    assert keyring.kept[SERVICE, ID] == []


def test_a_copy_that_stays_is_said():
    keyring = Keyring()
    keyring.kept[SERVICE, ID] = [CANARY]
    keyring.undeletable = True

    with pytest.raises(VaultError, match="still holds a copy"):
        KeyringVault(keyring).forget(ID)


def test_a_secret_that_does_not_come_back_is_not_kept():
    keyring = Keyring()
    keyring.lost = True
    with pytest.raises(VaultError, match="did not give back"):
        KeyringVault(keyring).store(ID, CANARY)

    assert keyring.kept[SERVICE, ID] == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyringLocked(CANARY), "locked"),
        (InitError(CANARY), "cannot be opened"),
        (NoKeyringError(CANARY), "cannot be opened"),
        (PasswordSetError(CANARY), "refused"),
        (PasswordDeleteError(CANARY), "did not delete"),
        (OSError(CANARY), "refused"),
        (RuntimeError(CANARY), "refused"),
    ],
)
def test_every_error_of_a_keyring_is_words_without_the_secret(error, words, caplog):
    caplog.set_level(1)
    keyring = Keyring()
    keyring.error = error
    store = KeyringVault(keyring)
    for act in (lambda: store.store(ID, CANARY), lambda: store.secret(ID), lambda: store.forget(ID)):
        with pytest.raises(VaultError, match=words) as caught:
            act()
        assert CANARY not in f"{caught.value} {caught.value.__cause__}"
        assert caught.value.__suppress_context__

    assert keyring.kept == {}
    assert CANARY not in caplog.text


def test_a_locked_keyring_speaks_of_no_secret_to_be_typed():
    keyring = Keyring()
    keyring.error = KeyringLocked()

    with pytest.raises(VaultError) as caught:
        KeyringVault(keyring).secret(ID)
    assert str(caught.value) == "The keyring is locked. Unlock the keyring, then do it again."


def test_a_secret_too_long_for_the_keyring_is_sealed_and_its_key_alone_is_there(tmp_path):
    keyring = Keyring()
    store = KeyringVault(keyring, long=LongSecrets(1280, tmp_path))
    store.store(ID, "x" * 1280)
    assert keyring.kept == {(SERVICE, ID): ["x" * 1280]}
    assert not list(tmp_path.iterdir())

    for name, secret in (("b" * 32, CANARY * 100), ("c" * 32, "\N{GRINNING FACE}" * 641)):
        store.store(name, secret)  # Windows counts units of UTF-16
        assert store.secret(name) == secret
        assert len(keyring.kept[SERVICE, name][0]) < 100
    assert all(CANARY.encode() not in file.read_bytes() for file in tmp_path.iterdir())
    assert not any("b" * 32 in file.name for file in tmp_path.iterdir())

    store.forget("b" * 32)
    assert store.secret("b" * 32) is None
    assert len(list(tmp_path.iterdir())) == 1
    assert store.secret("c" * 32) == "\N{GRINNING FACE}" * 641


def test_where_the_keyring_refuses_a_long_secret_leaves_no_file(tmp_path):
    keyring = Keyring()
    keyring.lost = True
    with pytest.raises(VaultError, match="did not give back"):
        KeyringVault(keyring, long=LongSecrets(1280, tmp_path)).store(ID, "x" * 1281)

    assert not list(tmp_path.iterdir())


def test_a_keyring_that_waits_for_a_person_is_given_up_and_keeps_nothing_later():
    keyring = Keyring()
    keyring.block = threading.Event()
    store = KeyringVault(keyring, time_limit_s=0.05)
    with pytest.raises(VaultError, match="did not answer"):
        store.store(ID, CANARY)
    assert keyring.waiting.wait(10)
    keyring.block.set()

    later = KeyringVault.secret
    assert KeyringVault(keyring, time_limit_s=10).secret("none") is None
    store._time_limit_s = 10
    assert later(store, ID) is None
    assert keyring.kept[SERVICE, ID] == []


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, chainer.ChainerBackend])
def test_other_backends_are_refused(backend):
    assert not is_allowed(backend())
    with pytest.raises(VaultError, match="not one that keeps secrets safe"):
        KeyringVault(backend())


def test_a_class_that_builds_on_an_allowed_one_is_refused():
    class Plain(SecretService.Keyring):
        pass

    assert not is_allowed(Plain())
    assert is_allowed(SecretService.Keyring())


def test_memory_keeps_for_the_session_and_says_so():
    memory = MemoryVault()
    memory.store(ID, CANARY)

    assert memory.secret(ID) == CANARY
    memory.forget(ID)
    memory.forget(ID)
    assert memory.secret(ID) is None
    assert not memory.lasting
    assert "session only" in memory.words


def test_without_a_keyring_memory_is_taken_whatever_the_environment_names(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    if sys.platform != "linux":
        pytest.skip("here the keyring needs no session bus")

    assert isinstance(vault(), MemoryVault)
    assert list(backends()) == []


def test_a_keyring_that_can_be_used_is_offered(monkeypatch):
    monkeypatch.setattr(SecretService.Keyring, "viable", True)

    assert [type(one) for one in backends()] == [SecretService.Keyring]


def test_a_keyring_that_breaks_while_it_is_looked_at_is_passed_over(monkeypatch):
    def broken():
        raise InitError

    monkeypatch.setattr(SecretService.Keyring, "viable", True)
    monkeypatch.setattr(SecretService.Keyring, "__init__", lambda _self: broken())

    assert list(backends()) == []


def test_a_search_that_takes_too_long_ends_in_memory(monkeypatch):
    release = threading.Event()

    def slow():
        release.wait(10)
        yield from ()

    monkeypatch.setattr("viewer.store.vault.backends", slow)

    assert isinstance(vault(time_limit_s=0.01), MemoryVault)
    release.set()


def test_a_keyring_that_is_found_is_taken(monkeypatch):
    monkeypatch.setattr("viewer.store.vault.backends", lambda: iter([Keyring()]))

    found = vault()
    assert isinstance(found, KeyringVault)
    assert found.lasting


def test_the_libraries_below_keyrings_are_known():
    assert all(issubclass(kind, BaseException) for kind in foreign_errors())


class OneCopy(Keyring):
    """A keyring that keeps one copy of each secret."""

    def set_password(self, service, username, password):
        self._act()
        self.kept[service, username] = [password]


OneCopy.__module__, OneCopy.__qualname__ = Keyring.__module__, Keyring.__qualname__


def test_where_nobody_waits_any_more_what_was_stored_before_is_put_back():
    keyring, stop = OneCopy(), threading.Event()
    kept = KeyringVault(keyring)
    kept.store(ID, "before")
    keyring.block, words = threading.Event(), []

    def store():
        with waiting_until(stop), pytest.raises(VaultError) as error:
            kept.store(ID, CANARY)
        words.append(str(error.value))

    storing = threading.Thread(target=store)
    storing.start()
    assert keyring.waiting.wait(10)
    stop.set()
    storing.join(10)
    assert words == [
        "Nobody waits for the keyring any more. Answer the keyring's own window, then do it again."
    ]
    keyring.block.set()

    assert kept.secret(ID) == "before"


def test_a_search_for_a_keyring_that_is_stopped_is_not_the_absence_of_one(monkeypatch):
    stop, release = threading.Event(), threading.Event()

    def slow():
        stop.set()
        release.wait(10)
        yield from ()

    monkeypatch.setattr("viewer.store.vault.backends", slow)
    with waiting_until(stop), pytest.raises(VaultError, match="Nobody waits"):
        vault()
    release.set()


REAL = [shutil.which("dbus-run-session"), shutil.which("gnome-keyring-daemon")]
SCRIPT = """
import sys
from viewer.errors import VaultError
from viewer.store.vault import vault
found = vault(20)
print("lasting", found.lasting)
try:
    found.store("c" * 32, "canary-s3cret")
    print("kept", found.secret("c" * 32) == "canary-s3cret")
    found.store("c" * 32, "second")
    print("replaced", found.secret("c" * 32) == "second")
    found.forget("c" * 32)
    print("forgotten", found.secret("c" * 32) is None)
except VaultError as error:
    print("words", error)
"""


BUS_WITHOUT_SERVICES = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""


def with_secret_service(tmp_path, start, *bus, script=SCRIPT):
    """Run a script in a session bus of its own, after ``start``; return what it prints."""
    folders = {name: tmp_path / name for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    (folders["XDG_DATA_HOME"] / "keyrings").mkdir()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DISPLAY", "WAYLAND", "DBUS", "GNOME"))
    }
    command = f'{start}\n"{sys.executable}" -c "$SCRIPT"'
    done = subprocess.run(
        ["dbus-run-session", *bus, "--", "sh", "-c", command],
        env=environment | {name: str(folder) for name, folder in folders.items()} | {"SCRIPT": script},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return done.stdout.splitlines()


real = pytest.mark.skipif(None in REAL, reason="dbus-run-session or gnome-keyring-daemon is not installed")
UNLOCKED = "printf testpw | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1"


@real
def test_a_real_keyring_keeps_replaces_and_forgets(tmp_path):
    said = with_secret_service(tmp_path, UNLOCKED)

    assert said == ["lasting True", "kept True", "replaced True", "forgotten True"]


@real
def test_a_real_locked_keyring_is_words(tmp_path):
    lock = (
        "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
        "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null"
    )
    said = with_secret_service(tmp_path, f"{UNLOCKED}\n{lock}")

    assert said == ["lasting True", "words The keyring is locked. Unlock the keyring, then do it again."]


@real
def test_a_real_keyring_that_was_never_set_up_is_words(tmp_path):
    said = with_secret_service(tmp_path, "true")

    assert said[0] == "lasting True"
    assert said[1].startswith("words The keyring cannot be opened")


@real
def test_a_real_session_without_a_keyring_is_memory(tmp_path):
    config = tmp_path / "bus.conf"
    config.write_text(BUS_WITHOUT_SERVICES)

    said = with_secret_service(tmp_path, "true", f"--config-file={config}")

    assert said == ["lasting False", "kept True", "replaced True", "forgotten True"]


LONG = """
import sys
from pathlib import Path
from viewer.errors import VaultError
from viewer.store.long_secrets import LongSecrets, secrets_folder
from viewer.store.vault import KeyringVault, backends
found = KeyringVault(next(backends()), long=LongSecrets(1280))
key = "-----BEGIN PRIVATE KEY-----" + "canary-s3cret" * 250
found.store("c" * 32, key)
found.store("c" * 32, key + "2")
files = list(secrets_folder().iterdir())
print("kept", found.secret("c" * 32) == key + "2", len(files), b"canary" in files[0].read_bytes())
print("mode", oct(files[0].stat().st_mode & 0o777))
files[0].write_bytes(b"x" + files[0].read_bytes()[1:])
try:
    found.secret("c" * 32)
except VaultError as error:
    print("words", error)
found.forget("c" * 32)
print("forgotten", found.secret("c" * 32), len(list(secrets_folder().iterdir())))
"""


@real
def test_a_real_keyring_holds_the_key_of_a_long_secret(tmp_path):
    said = with_secret_service(tmp_path, UNLOCKED, script=LONG)

    changed = VaultError(
        "The sealed file of a long secret is missing or was changed", "Set the secret of this source again."
    )
    assert said == ["kept True 1 False", "mode 0o600", f"words {changed}", "forgotten None 0"]
