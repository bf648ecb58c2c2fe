"""Whatever could not be had is said: before a command does anything, and what came up while it ran."""

import io

import pytest

from tests.fetch.conftest import Said, Site
from viewer.cli.opened import opened
from viewer.cli.streams import Streams
from viewer.engine import setting as settings
from viewer.engine.trail import OWN_KEY
from viewer.errors import StoreError
from viewer.source.endpoint import Endpoint
from viewer.source.origin import Origin, SourceKind
from viewer.store.audit import Action
from viewer.store.endpoints import endpoints_file, save
from viewer.store.policy import Policy

GP = Origin(id="e" * 32, name="GP", kind=SourceKind.ENDPOINT, base="http://127.0.0.1:9/fhir")


@pytest.fixture
def site():
    """A source that knows nothing."""
    found = Site()
    yield found
    found.close()


@pytest.fixture
def in_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def streams(no_keyring, monkeypatch):
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(problem="The policy cannot be read"))
    return Streams(io.StringIO(), io.StringIO(), io.StringIO())


def test_notices_come_first_and_what_comes_up_meanwhile_at_the_end_each_once(streams):
    with opened(streams) as setting:
        assert streams.progress.getvalue() == "tributary: The policy cannot be read\n"
        setting.audit(Action.SIGN_IN, [GP])
        setting.audit(Action.SIGN_OUT, [GP])
        streams.say("done")

    assert streams.progress.getvalue() == (
        f"tributary: The policy cannot be read\ndone\ntributary: {OWN_KEY}\n"
    )


def test_they_are_said_where_the_command_ends_in_an_error_too(streams):
    def ends():
        with opened(streams) as setting:
            setting.audit(Action.SIGN_IN, [GP])
            raise StoreError("The disk is full")

    with pytest.raises(StoreError):
        ends()
    assert streams.progress.getvalue().endswith(f"tributary: {OWN_KEY}\n")


def is_set_up(site):
    save(endpoints_file(), (Endpoint(id=GP.id, name="GP", care_setting="", base_url=site.base),))


def test_that_an_audit_event_could_not_be_sent_is_said_before_the_command_ends(streams, site, monkeypatch):
    monkeypatch.setattr(settings, "read_policy", lambda: Policy(send_audit=True))
    site.on("metadata", Said(status=403))
    is_set_up(site)

    with opened(streams) as setting:
        setting.audit(Action.SIGN_IN, [GP])

    assert "Audit events cannot be sent to their source: GP: " in streams.progress.getvalue()


@pytest.mark.parametrize(
    "argv",
    [
        ("cache", "wipe"),
        ("endpoint", "sign-out", "GP"),
        ("endpoint", "record", "GP", "--patient", "-", "--to", "gp.jsonl"),
        ("record", "GP", "--patient", "-"),
        ("audit", "export"),
    ],
    ids=" ".join,
)
def test_every_command_that_notes_what_it_does_says_once_that_it_has_no_keyring(
    run, no_keyring, site, in_folder, argv
):
    is_set_up(site)
    run("cache", "wipe")  # there is a trail that can be exported

    assert run(*argv, typed="999 000 0018\n")[2].count(OWN_KEY) == 1
