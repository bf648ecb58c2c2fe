"""Endpoints on the engine's side: what is saved, refused, tried; no secret left behind."""

from dataclasses import replace
from threading import Event

import pytest

from viewer.engine import trial as module
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.messages import (
    Audited,
    SessionSecrets,
    UseDemo,
)
from viewer.engine.setting import Secrets, Setting
from viewer.errors import EngineError, SettingsError, SignInNeeded, UsageError, VaultError, ViewerError
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose
from viewer.store.policy import Policy
from viewer.store.vault import MemoryVault

SIGN_IN = Purpose.SIGN_IN


def endpoint(name="GP", number=0, sign_in=SignIn.BEARER, marking=Marking.SANDBOX):
    return Endpoint(
        id=f"{number:032x}" if number else "",
        name=name,
        care_setting="",
        base_url="http://127.0.0.1:9/x",
        sign_in=sign_in,
        marking=marking,
    )


@pytest.fixture
def desk(tmp_path):
    return desk_of(tmp_path, Policy())


def desk_of(folder, policy):
    secrets = Secrets(_vault=MemoryVault())
    return EndpointDesk(Setting(file=folder / "e.json", policy=policy, secrets=secrets))


def tried(desk, one, secrets=None):
    return list(desk.trial(one, secrets or {})(Event()))


def stored(desk):
    return desk.setting.secrets.vault._secrets


def test_a_source_is_saved_changed_and_removed_with_its_secret(desk):
    saved = desk.save(endpoint(), {SIGN_IN: "s"})
    said = desk.endpoints()
    assert said.endpoints == (saved,)
    assert (said.secrets, said.locked, said.allow_live) == ((saved.id,), "", False)
    assert stored(desk) == {saved.id: "s"}

    desk.save(saved, {})
    assert stored(desk) == {saved.id: "s"}
    desk.save(saved, {SIGN_IN: ""})
    assert stored(desk) == {}
    desk.save(saved, {SIGN_IN: "t"})
    desk.remove(saved.id)
    assert (desk.endpoints().endpoints, stored(desk)) == ((), {})


def test_one_without_a_sign_in_never_asks_the_keyring(desk):
    saved = desk.save(endpoint(sign_in=SignIn.NONE), {})
    desk.setting.secrets._vault = None

    desk.remove(saved.id)

    assert desk.setting.secrets._vault is None


def test_removing_one_that_is_gone_is_said(desk):
    with pytest.raises(UsageError, match="not in the list"):
        desk.remove("0")


def test_where_policy_locks_the_sources_no_secret_is_touched(tmp_path):
    desk = desk_of(tmp_path, Policy(lock_endpoints=True, endpoints=(endpoint(number=7),)))
    desk.setting.secrets.store(f"{7:032x}", "theirs")

    for act in (lambda: desk.save(endpoint("New"), {SIGN_IN: "s"}), lambda: desk.remove(f"{7:032x}")):
        with pytest.raises(SettingsError, match="organisation"):
            act()

    assert stored(desk).keys() - {"audit"} == {f"{7:032x}"}  # both refusals are lines of the trail
    assert stored(desk)[f"{7:032x}"] == "theirs"
    assert "organisation" in desk.endpoints().locked


def test_a_live_source_cannot_be_marked_as_a_sandbox_to_be_asked_by_nobody(tmp_path):
    live = endpoint(marking=Marking.LIVE)
    desk = desk_of(tmp_path, Policy(allow_live=True))
    saved = desk.save(live, {Purpose.SIGN_IN: "secret"})

    for wrong in (replace(saved, marking=Marking.SANDBOX), endpoint("Another", marking=Marking.SANDBOX)):
        with pytest.raises(SettingsError, match="source of live data"):
            desk.save(wrong, {})

    assert desk.setting.own == (saved,)
    assert stored(desk)


def test_nothing_of_the_server_of_a_live_source_of_the_organisation_is_a_sandbox(tmp_path):
    named = replace(endpoint("Named", marking=Marking.LIVE), id="c" * 32)
    desk = desk_of(tmp_path, Policy(allow_live=True, endpoints=(named,)))

    with pytest.raises(SettingsError, match="Named is a source of live data on the server of GP"):
        desk.save(endpoint(), {Purpose.SIGN_IN: "secret"})
    assert not stored(desk)


def test_a_list_that_cannot_be_written_leaves_no_secret_of_a_new_source(tmp_path):
    (tmp_path / "blocked").write_text("", "utf-8")
    desk = desk_of(tmp_path / "blocked", Policy())

    with pytest.raises(ViewerError):
        desk.save(endpoint(), {SIGN_IN: "s"})

    assert stored(desk) == {}


def test_a_new_source_of_which_one_secret_could_not_be_stored_leaves_none(desk):
    class Full(MemoryVault):
        def store(self, endpoint_id, secret):
            if endpoint_id.endswith("proxy"):
                raise VaultError("The keyring is full")
            super().store(endpoint_id, secret)

    desk.setting.secrets._vault = Full()

    with pytest.raises(VaultError):
        desk.save(endpoint(), {SIGN_IN: "s", Purpose.PROXY: "p"})
    assert (stored(desk), desk.setting.own) == ({}, ())


def test_a_source_is_tried_step_by_step_and_a_typed_secret_is_not_stored(desk):
    for secrets in ({}, {SIGN_IN: "once"}):
        assert not all(step.ok for step in tried(desk, endpoint(number=3), secrets))
    assert stored(desk) == {}


def test_a_stored_secret_is_never_tried_at_another_server(desk, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "endpoint_steps", lambda *given: asked.append(given[:2]) or ())
    saved = desk.save(endpoint(), {SIGN_IN: "s"})
    elsewhere = replace(saved, base_url="http://127.0.0.1:10/x")

    with pytest.raises(UsageError, match="another server"):
        tried(desk, elsewhere)

    assert asked == []
    tried(desk, replace(saved, base_url="http://127.0.0.1:9/y"))
    tried(desk, elsewhere, {SIGN_IN: "typed anew"})
    assert [authoriser.headers(one)["Authorization"] for one, authoriser in asked] == [
        "Bearer s",
        "Bearer typed anew",
    ]


@pytest.mark.parametrize("name", ["audit", "", f"{9:032x}"])
def test_only_a_kept_source_is_tried_with_what_is_stored(desk, monkeypatch, name):
    asked = []
    monkeypatch.setattr(module, "endpoint_steps", lambda *given: asked.append(given[:2]) or ())
    desk.setting.secrets.store(name, "canary")

    tried(desk, replace(endpoint(), id=name))

    ((one, authoriser),) = asked
    with pytest.raises(SignInNeeded, match="no secret is stored"):
        authoriser.headers(one)


def test_what_may_not_be_set_up_is_not_tried_either(desk, tmp_path):
    with pytest.raises(SettingsError, match="live patient data"):
        tried(desk, endpoint(marking=Marking.LIVE), {SIGN_IN: "s"})

    theirs = endpoint(number=7, sign_in=SignIn.NONE)
    locked = desk_of(tmp_path, Policy(lock_endpoints=True, endpoints=(theirs,)))
    with pytest.raises(SettingsError, match="organisation"):
        tried(locked, endpoint("Own"), {SIGN_IN: "s"})
    assert tried(locked, theirs)


def test_a_source_that_signs_in_no_more_leaves_no_secret_for_a_later_address(desk):
    saved = desk.save(endpoint(), {SIGN_IN: "s"})

    desk.save(replace(saved, sign_in=SignIn.NONE), {})

    assert stored(desk) == {}


def test_without_sources_or_files_nothing_can_be_asked(desk):
    with pytest.raises(UsageError, match="No source"):
        desk.sources()
    with pytest.raises(UsageError, match="No file"):
        desk.files(())


def test_one_source_alone_can_be_asked(desk):
    first, _ = desk.save(endpoint("GP", 1), {}), desk.save(endpoint("Acute", 2), {})

    assert [source.origin.id for source in desk.sources(first.id)] == [first.id]
    with pytest.raises(UsageError, match="not in the list"):
        desk.sources("gone")


def test_sources_of_two_markings_are_not_asked_together(tmp_path):
    live = endpoint("Live", 2, SignIn.NONE, Marking.LIVE)
    desk = desk_of(tmp_path, Policy(allow_live=True, endpoints=(endpoint("Own", 1, SignIn.NONE), live)))

    with pytest.raises(UsageError, match="GOV-07"):
        desk.sources()


def test_the_demo_takes_the_place_of_all_others_and_only_demo_sources_are_the_demo(desk):
    desk.save(endpoint(sign_in=SignIn.NONE), {})
    demo = endpoint("Demo", 5, marking=Marking.DEMO)

    with pytest.raises(UsageError, match="GOV-07"):
        desk.remember(UseDemo(endpoints=(demo, endpoint("Other", 6))))
    assert [source.origin.name for source in desk.sources()] == ["GP"]
    desk.remember(UseDemo(endpoints=(demo,), secrets={demo.id: "d"}))
    assert [source.origin.name for source in desk.sources()] == ["Demo"]
    desk.remember(SessionSecrets(secrets={"x": "y"}))
    assert desk.setting.secrets.session.secret("x") == "y"


def test_a_secret_that_no_keyring_took_is_named_and_a_restarted_engine_knows_it_again(desk, tmp_path):
    saved = desk.save(endpoint(), {SIGN_IN: "s"})
    assert desk.endpoints().session_only == (saved.id,)

    again = desk_of(tmp_path, Policy())
    again.setting.own = (saved,)
    assert again.endpoints().session_only == ()
    again.remember(SessionSecrets(secrets={saved.id: "s"}))
    assert again.endpoints().session_only == (saved.id,)
    assert again.setting.secrets.secret(saved.id) == "s"
    again.save(saved, {SIGN_IN: "newer"})
    assert again.setting.secrets.secret(saved.id) == "newer"
    again.save(saved, {SIGN_IN: ""})
    assert again.endpoints().session_only == ()


@pytest.mark.parametrize("action", ["copy", "unlock"])
def test_every_act_of_the_window_has_a_name(desk, action):
    desk.audited(Audited(action=action), (), "")

    assert desk.setting.notices == []


def test_an_act_without_a_name_is_not_noted(desk):
    desk.audited(Audited(action="copy"), [], "")
    with pytest.raises(EngineError, match="no name"):
        desk.audited(Audited(action="sing"), [], "")
    assert desk.notices() == ()
