"""The administrator's policy: what is unclear in it is not allowed."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from viewer.errors import SettingsError
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store import policy as module
from viewer.store.policy import Policy, joined, left_out, read_policy, table_of_values, usable

ROOT = Path(__file__).parents[2]
ME = getattr(os, "geteuid", int)()
OWN = Endpoint(id="a" * 32, name="Acute trust", care_setting="Acute", base_url="https://a.org/r4")
LIVE = replace(OWN, id="b" * 32, name="Live", marking=Marking.LIVE)
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps policy in the registry")


@pytest.fixture
def managed(tmp_path):
    folder = tmp_path / "managed"
    folder.mkdir(mode=0o755)

    def write(name, content, mode=0o644):
        file = folder / name
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        file.chmod(mode)
        return folder

    write("note.txt", "not a policy")
    return write


def read(folder):
    return read_policy(folder, owner=ME)


def test_no_policy_allows_the_usual(tmp_path):
    assert read(tmp_path / "none") == Policy()
    assert not Policy().allow_live


@posix
def test_a_policy_is_read(managed):
    folder = managed("a.json", {"allow_live": True, "lock_endpoints": True, "endpoints": [asdict(LIVE)]})

    assert read(folder) == Policy(allow_live=True, lock_endpoints=True, endpoints=(LIVE,))


@posix
def test_of_two_files_the_stricter_holds(managed):
    managed("a.json", {"allow_live": True})
    folder = managed("b.json", {"allow_live": False, "lock_endpoints": True})

    assert read(folder) == Policy(allow_live=False, lock_endpoints=True)


def test_links_last_only_where_every_file_that_speaks_of_it_allows_it():
    said = [
        joined([{"keep_links": one} for one in given]).keep_links for given in ([], [True], [True, False])
    ]
    assert said == [False, True, False]
    assert joined([table_of_values({"keep_links": 1}), {}]).keep_links


@posix
@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        {"allow_life": True},
        {"allow_live": "yes"},
        {"keep_links": 1},
        {"endpoints": [{}]},
    ],
)
def test_a_policy_that_cannot_be_read_allows_the_least_and_says_why(managed, content):
    found = read(managed("a.json", content))

    assert (found.allow_live, found.lock_endpoints, found.endpoints) == (False, True, ())
    assert "'a.json'" in found.problem


@posix
def test_an_endpoint_that_the_policy_itself_forbids_makes_it_unusable_and_is_said_to_be_the_policys(managed):
    found = read(managed("a.json", {"endpoints": [asdict(LIVE)]}))

    assert (found.allow_live, found.lock_endpoints, found.endpoints) == (False, True, ())
    assert found.problem.startswith("The administrator's policy, under 'endpoints': A source with live")


@posix
def test_of_several_files_the_one_that_is_wrong_is_named(managed):
    managed("a.json", {"allow_live": True})
    managed("c.json", {"endpoints": [asdict(LIVE)]})

    assert read(managed("b.json", {"idle_lock_minutes": 0})).problem.count(".json") == 1
    assert "'b.json'" in read(managed("b.json", {"idle_lock_minutes": 0})).problem
    assert "'b.json'" in read(managed("b.json", {"kinds": ["gp"]})).problem
    assert "'b.json'" in read(managed("b.json", {}, 0o666)).problem
    assert read(managed("b.json", {}, 0o644)).problem == ""


@posix
def test_a_file_whose_ending_is_in_capitals_is_a_policy_too(managed):
    assert not read(managed("A.JSON", {"allow_export": False})).allow_export


@posix
@pytest.mark.parametrize("mode", [0o666, 0o664, 0o622])
def test_a_file_that_others_can_write_is_not_trusted(managed, mode):
    found = read(managed("a.json", {"allow_live": True}, mode))

    assert not found.allow_live
    assert "somebody other" in found.problem


@posix
def test_a_folder_a_file_of_another_owner_or_a_link_is_not_trusted(managed, tmp_path):
    folder = managed("a.json", {"allow_live": True})
    (tmp_path / "link").symlink_to(folder)

    assert "somebody other" in read(tmp_path / "link").problem
    assert "somebody other" in read_policy(folder, owner=ME + 1).problem
    folder.chmod(0o777)
    assert "somebody other" in read(folder).problem


@posix
def test_a_file_in_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "managed").write_text("")
    (tmp_path / "managed").chmod(0o644)

    assert "cannot be read" in read(tmp_path / "managed").problem


REACHED = """
import os, sys
from pathlib import Path
from viewer.store.policy import read_policy
os.setgid(65534); os.setuid(65534)
found = read_policy(Path(sys.argv[1]), owner=int(sys.argv[2]))
print(found.pin_only, found.allow_export, found.lock_endpoints, found.problem)
"""


@posix
@pytest.mark.skipif(ME != 0, reason="only root can become somebody who may not look there")
def test_a_policy_that_cannot_be_reached_is_not_the_absence_of_one(tmp_path):
    place = tmp_path / "etc" / "managed"
    place.mkdir(parents=True)
    (place / "a.json").write_text('{"pin_only": true, "allow_export": false}')
    for folder in (*tmp_path.parents, tmp_path):
        if folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    said = []
    for mode in (0o755, 0o700):
        place.parent.chmod(mode)
        done = subprocess.run(
            [sys.executable, "-c", REACHED, str(place), str(ME)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout.strip())

    assert said[0] == "True False False"
    assert said[1].startswith("True False True The administrator's policy cannot be read (Permission denied)")


def test_a_file_in_the_way_of_the_folder_is_no_policy(tmp_path):
    (tmp_path / "etc").write_text("a file")
    assert read(tmp_path / "etc" / "managed") == Policy()


@posix
def test_a_macs_managed_preferences_are_read(tmp_path):
    file = tmp_path / "x.plist"
    file.write_bytes(
        b"<?xml version='1.0'?><plist version='1.0'><dict><key>allow_live</key><true/></dict></plist>"
    )
    file.chmod(0o644)

    assert joined(module._tables_in_plist(file, ME)) == Policy(allow_live=True)
    assert module._tables_in_plist(tmp_path / "none", ME) == []
    broken = (b"nonsense", b"<?xml version='1.0'?><plist version='1.0'><di", b"<?xml version='1.0'?><a>&b;")
    for damaged in (*broken, b"<?xml version='1.0'?><plist version='1.0'><array/></plist>"):
        file.write_bytes(damaged)
        with pytest.raises(SettingsError):
            module._tables_in_plist(file, ME)


def test_registry_values_become_the_same_table():
    assert table_of_values({"allow_live": 1, "lock_endpoints": 0}) == {
        "allow_live": True,
        "lock_endpoints": False,
    }
    assert table_of_values({"endpoints": json.dumps([asdict(OWN)])})["endpoints"][0]["name"] == "Acute trust"
    for wrong in ({"allow_live": 2}, {"allow_live": "1"}):
        with pytest.raises(SettingsError):
            joined([table_of_values(wrong)])


def test_what_is_left_out_is_left_out_with_the_reason():
    given = Policy(endpoints=(replace(OWN, id="c" * 32),))

    assert usable(Policy(), (OWN,)) == (OWN,)
    assert usable(given, (OWN,)) == given.endpoints
    assert "same name" in left_out(given, (OWN,))[0][1]
    assert "live" in left_out(Policy(), (LIVE,))[0][1]
    assert usable(Policy(allow_live=True), (LIVE,)) == (LIVE,)
    assert "allows only" in left_out(Policy(lock_endpoints=True), (OWN,))[0][1]
    assert usable(Policy(lock_endpoints=True), (OWN,)) == ()


@pytest.mark.parametrize("allow_live", [True, False])
def test_a_sandbox_on_the_server_of_a_live_source_is_not_used(allow_live):
    named = replace(LIVE, id="c" * 32, name="Named", base_url=OWN.base_url)
    by_policy = Policy(allow_live=allow_live, endpoints=(named,))
    own_live = replace(named, name="Mine")

    assert usable(by_policy, (OWN,)) == (named,)
    assert "Named is a source of live data on the same server" in left_out(by_policy, (OWN,))[0][1]
    assert OWN not in usable(Policy(allow_live=allow_live), (OWN, own_live))


PDS = replace(
    OWN, id="c" * 32, name="PDS", kind=Kind.PDS, nhs=Nhs(organisation="A1001"), sign_in=SignIn.API_KEY,
    header_name="apikey",
)  # fmt: skip


def test_a_national_service_is_off_until_policy_enables_it():
    ((left, why),) = left_out(Policy(), [PDS, OWN])

    assert left == PDS
    assert "not enabled on this computer" in why
    assert usable(Policy(kinds=frozenset({Kind.PDS})), [PDS]) == (PDS,)
    assert usable(Policy(kinds=frozenset({Kind.NRL})), [PDS]) == ()
    assert usable(Policy(), [replace(PDS, marking=Marking.DEMO, base_url="http://127.0.0.1:9/pds")])
    assert usable(Policy(allow_live=True), [replace(PDS, marking=Marking.DEMO)]) == ()  # written by hand


@posix
def test_only_what_every_file_enables_is_enabled(managed):
    managed("a.json", {"kinds": ["pds", "nrl"]})
    managed("b.json", {"kinds": ["pds"]})
    folder = managed("c.json", {"allow_live": False})

    assert read(folder).kinds == {Kind.PDS}


@posix
@pytest.mark.parametrize("kinds", [["pdf"], ["fhir"], "pds", [1]])
def test_a_kind_that_is_none_makes_the_policy_unclear(managed, kinds):
    found = read(managed("a.json", {"kinds": kinds, "allow_live": True}))

    assert (found.kinds, found.allow_live, found.lock_endpoints) == (frozenset(), False, True)


def test_kinds_in_the_registry_are_json_text():
    assert joined([table_of_values({"kinds": '["pds"]'})]).kinds == {Kind.PDS}


def test_a_record_may_leave_unless_any_file_forbids_it():
    assert joined([]).allow_print
    assert joined([{"allow_print": True}]).allow_export
    found = joined([{"allow_print": False}, {"allow_print": True, "allow_export": False}])
    assert (found.allow_print, found.allow_export) == (False, False)


def test_what_may_not_leave_is_refused_in_words_and_nothing_may_where_the_policy_cannot_be_used(tmp_path):
    joined([]).check_leaving(printing=True)
    with pytest.raises(SettingsError, match="Printing is not allowed: your organisation's policy"):
        joined([{"allow_print": False}]).check_leaving(printing=True)
    with pytest.raises(SettingsError, match="Saving a record as a file is not allowed"):
        joined([{"allow_export": False}]).check_leaving(printing=False)
    (tmp_path / "odd.json").write_text("{", "utf-8")
    tmp_path.chmod(0o755)
    (tmp_path / "odd.json").chmod(0o644)
    found = read(tmp_path)
    assert (found.problem != "", found.allow_print, found.allow_export) == (True, False, False)
