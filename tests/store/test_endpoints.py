"""Endpoints: strict values, unique names, live only where allowed, and no secret in the file."""

import json
from dataclasses import asdict, replace

import pytest

from viewer.errors import SettingsError
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store.endpoints import (
    added,
    changed,
    check_apart,
    endpoints_file,
    load,
    new_id,
    problem,
    removed,
    save,
)

GOOD = Endpoint(id="a" * 32, name="Acute trust", care_setting="Acute", base_url="https://a.org/r4")
OTHER = replace(GOOD, id="b" * 32, name="GP practice")


def test_what_is_saved_is_read(tmp_path):
    file = tmp_path / "endpoints.json"
    endpoints = (GOOD, replace(OTHER, sign_in=SignIn.BASIC, user_name="ann", marking=Marking.DEMO))
    save(file, endpoints)

    assert load(file) == endpoints
    assert load(tmp_path / "none.json") == ()


def test_the_file_holds_exactly_what_an_endpoint_has_and_no_secret(tmp_path):
    save(tmp_path / "e.json", [GOOD])

    (one,) = json.loads((tmp_path / "e.json").read_text())["endpoints"]
    assert one == json.loads(json.dumps(asdict(GOOD)))
    assert "secret" not in (tmp_path / "e.json").read_text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "acute"}, "32 hexadecimal"),
        ({"id": "A" * 32}, "32 hexadecimal"),
        ({"name": ""}, "needs a name"),
        ({"name": " Acute"}, "needs a name"),
        ({"name": "x" * 81}, "needs a name"),
        ({"name": "a\nb"}, "needs a name"),
        ({"name": "a/b"}, "must not look like"),
        ({"name": "demo"}, "must not look like"),
        ({"name": "--help"}, "must not look like"),
        ({"base_url": "http://a.org"}, "https://"),
        ({"base_url": "https://u:p@a.org"}, "user name or password"),
        ({"sign_in": SignIn.BASIC}, "user name"),
        ({"sign_in": SignIn.BASIC, "user_name": "a:b"}, "colon"),
        ({"sign_in": SignIn.API_KEY}, "name of its header"),
        ({"sign_in": SignIn.API_KEY, "header_name": "X Key"}, "name of its header"),
        ({"sign_in": SignIn.API_KEY, "header_name": "Host"}, "name of its header"),
        ({"sign_in": SignIn.API_KEY, "header_name": "X-Key:\r\n"}, "name of its header"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(change, words):
    wrong = replace(GOOD, **change)

    assert words in problem(wrong)
    with pytest.raises(SettingsError):
        added((), wrong)


@pytest.mark.parametrize(
    "change", [{}, {"sign_in": SignIn.API_KEY, "header_name": "X-API-Key"}, {"sign_in": SignIn.BEARER}]
)
def test_good_values_are_taken(change):
    assert problem(replace(GOOD, **change)) == ""


def test_names_and_ids_are_unique():
    with pytest.raises(SettingsError, match="same name"):
        added((GOOD,), replace(OTHER, name="acute TRUST"))
    with pytest.raises(SettingsError, match="same id"):
        added((GOOD,), replace(OTHER, id=GOOD.id))
    with pytest.raises(SettingsError, match="same name"):
        changed((GOOD, OTHER), replace(OTHER, name=GOOD.name))


def test_live_data_needs_the_administrators_leave():
    live = replace(GOOD, marking=Marking.LIVE)
    with pytest.raises(SettingsError, match="administrator"):
        added((), live)
    with pytest.raises(SettingsError, match="administrator"):
        changed((GOOD,), live)

    assert added((), live, allow_live=True) == (live,)


def test_a_change_keeps_the_place_and_a_removal_the_rest():
    renamed = replace(GOOD, name="Acute")

    assert changed((GOOD, OTHER), renamed) == (renamed, OTHER)
    assert removed((GOOD, OTHER), GOOD.id) == (OTHER,)
    with pytest.raises(SettingsError, match="not in the list"):
        changed((OTHER,), GOOD)


def test_a_stored_secret_never_moves_to_another_server():
    signed = replace(GOOD, sign_in=SignIn.BEARER)
    for wrong in (
        replace(signed, base_url="https://evil.org/r4"),
        replace(GOOD, base_url="https://a.org:8443/r4"),
    ):
        with pytest.raises(SettingsError, match="another server"):
            changed((signed,), wrong)

    moved = replace(signed, base_url="https://a.org/r4b")
    assert changed((signed,), moved) == (moved,)
    free = replace(GOOD, base_url="https://b.org")
    assert changed((GOOD,), free) == (free,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({}, "another version"),
        ({"format": "tributary-endpoints/1", "endpoint": []}, "did you mean 'endpoints'"),
        ({"format": "tributary-endpoints/1", "endpoints": [{"nme": "x"}]}, "did you mean 'name'"),
        (
            {"format": "tributary-endpoints/1", "endpoints": [asdict(GOOD) | {"sign_in": "Basic"}]},
            "one of none, basic",
        ),
        ({"format": "tributary-endpoints/1", "endpoints": [asdict(GOOD) | {"base_url": "x"}]}, "web address"),
        ({"format": "tributary-endpoints/1", "endpoints": [asdict(GOOD), asdict(GOOD)]}, "same id"),
    ],
)
def test_a_wrong_file_is_said_and_never_written_over(tmp_path, content, words):
    file = tmp_path / "e.json"
    file.write_text(json.dumps(content))
    with pytest.raises(SettingsError, match=words):
        load(file)
    with pytest.raises(SettingsError):
        save(file, [GOOD])

    assert json.loads(file.read_text()) == json.loads(json.dumps(content))


def test_ids_are_opaque_and_new():
    assert new_id() != new_id()
    assert problem(replace(GOOD, id=new_id())) == ""
    assert endpoints_file().name == "endpoints.json"


def test_a_national_kind_is_added_only_where_it_is_enabled():
    pds = replace(
        GOOD,
        kind=Kind.PDS,
        nhs=Nhs(organisation="A1001"),
        sign_in=SignIn.API_KEY,
        header_name="apikey",
    )
    with pytest.raises(SettingsError, match="is not enabled on this computer"):
        added((), pds)

    assert added((), pds, kinds={Kind.PDS}) == (pds,)
    assert added((), replace(pds, marking=Marking.DEMO, base_url="http://127.0.0.1:9/pds"))


@pytest.mark.parametrize("kind", [Kind.FHIR, Kind.PDS])
def test_a_server_elsewhere_is_not_the_demo_which_needs_no_policy_and_leaves_no_trail(kind):
    elsewhere = replace(
        GOOD, kind=kind, marking=Marking.DEMO, nhs=Nhs(organisation="A1001"), sign_in=SignIn.API_KEY,
        header_name="apikey",
    )  # fmt: skip
    with pytest.raises(SettingsError, match="on this computer can be marked as demo"):
        added((), elsewhere, allow_live=True, kinds={Kind.PDS})


@pytest.mark.parametrize("marking", [Marking.SANDBOX, Marking.DEMO])
def test_a_source_of_live_data_stays_one(marking):
    live = replace(GOOD, base_url="http://127.0.0.1:9/r4", marking=Marking.LIVE)

    for allow_live in (True, False):
        with pytest.raises(SettingsError, match=r"stays one\. Remove it and add it again with its secrets"):
            changed((live,), replace(live, marking=marking), allow_live=allow_live)
    assert changed((live,), replace(live, name="Acute"), allow_live=True)[0].name == "Acute"


@pytest.mark.parametrize(
    ("live", "other"),
    [
        ("https://a.org/r4", "https://A.ORG:443/other"),
        ("https://a.org/r4", "https://a.org./r4"),
        ("http://127.0.0.1:9/r4", "http://localhost:9/r4"),
    ],
)
def test_beside_a_live_source_nothing_of_its_server_is_a_sandbox(live, other):
    real = replace(GOOD, base_url=live, marking=Marking.LIVE)
    sandbox = replace(OTHER, base_url=other)

    with pytest.raises(SettingsError, match="Acute trust is a source of live data on the server of GP"):
        check_apart(sandbox, (real,))
    with pytest.raises(SettingsError, match="Mark GP practice as live too, or remove it"):
        check_apart(real, (sandbox,))
    check_apart(replace(sandbox, marking=Marking.LIVE), (real,))
    check_apart(replace(sandbox, base_url="https://b.org/r4"), (real,))
    check_apart(sandbox, (replace(real, marking=Marking.SANDBOX),))
