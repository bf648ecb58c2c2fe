"""What was typed becomes sources, each with a name of its own; what cannot be one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.compose import (
    Sources,
    endpoint_at,
    file_source,
    file_sources,
    link_targets,
    one_marking,
    shown_names,
)
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, Marking
from viewer.store.vault import MemoryVault


def endpoint(name="GP practice", marking=Marking.SANDBOX):
    return Endpoint(
        id=f"{hash(name) & 0xFF:032x}",
        name=name,
        care_setting="",
        base_url="http://127.0.0.1:9",
        marking=marking,
    )


def sources(*endpoints, **given):
    return Sources(endpoints=endpoints, secrets=MemoryVault(), **given)


def test_a_name_a_path_and_an_address_are_told_apart():
    found, ids = sources(endpoint()).by_name(
        ["GP practice", "./x.json", "http://localhost/fhir", "a\\b.json"]
    )

    assert [one.origin.name for one in found][:3] == ["GP practice", "x.json", "localhost/fhir"]
    assert [one.origin.kind.value for one in found] == ["endpoint", "file", "endpoint", "file"]
    assert ids["./x.json"] == ids["x.json"] == found[1].origin.id


def test_demo_is_the_embedded_one_only_where_it_runs():
    demo = endpoint("Surgery", Marking.DEMO), endpoint("Trust", Marking.DEMO)

    assert len(sources(demo=demo).by_name(["demo"])[0]) == 2
    with pytest.raises(UsageError, match="No source is called 'demo'"):
        sources().by_name(["demo"])


@pytest.mark.parametrize("pair", [(Marking.DEMO, Marking.LIVE), (Marking.SANDBOX, Marking.LIVE)])
def test_markings_never_mix_in_one_record(pair):
    makes = sources(*(endpoint(marking.value, marking) for marking in pair))

    with pytest.raises(UsageError, match="GOV-07"):
        makes.by_name([marking.value for marking in pair])
    assert len(makes.by_name([pair[0].value, "./x.json"])[0]) == 2


def test_where_policy_locks_the_sources_no_address_is_asked_but_files_open():
    locked = sources(endpoint(), locked=True)

    with pytest.raises(UsageError, match="organisation"):
        locked.by_name(["https://h.example/fhir"])
    assert len(locked.by_name(["GP practice", "./x.json"])[0]) == 2


@pytest.mark.parametrize(
    "url",
    ["http://user:pw@localhost/x", "https://h/?a=1", "https://", "http://far.example/fhir", "HTTPS://h h/"],
)
def test_an_address_that_cannot_be_a_base_is_refused_without_repeating_it(url):
    with pytest.raises(UsageError) as refused:
        endpoint_at(url)

    assert "pw" not in str(refused.value)


def test_a_path_of_dots_is_called_what_it_is_and_bytes_that_are_no_text_are_escaped(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert file_source("./").origin.name == tmp_path.name
    assert file_source("../").origin.name == tmp_path.parent.name
    assert file_source("a/\udcff.json").origin.name == "\\xff.json"


def test_the_same_file_twice_is_refused():
    with pytest.raises(UsageError, match="named twice"):
        file_sources(["a/x.json", "a//x.json"])


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), unique=True, max_size=8)
)
def test_different_paths_never_have_one_name(paths):
    assert len(set(shown_names(paths))) == len(paths)


@given(st.text(min_size=1).filter(lambda text: "/" not in text), st.text(min_size=1))
def test_a_link_is_read_whatever_the_name_holds(name, identity):
    if "=" not in identity:
        assert link_targets([f"{name}=Patient/{identity}"], {name: "id"}) == (("id", f"Patient/{identity}"),)


@pytest.mark.parametrize("link", ["", "gp", "gp=", "gp=1", "gp=Patient/", "gp=Group/1", "other=Patient/1"])
def test_a_link_that_is_none_is_refused(link):
    with pytest.raises(UsageError, match="--link must be"):
        link_targets([link], {"gp": "id"})


def test_one_marking_gives_the_sources_back():
    assert one_marking([]) == []
