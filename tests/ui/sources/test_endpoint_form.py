"""The fields of one source."""

from dataclasses import replace

import pytest

from tests.ui.sample_messages import endpoints
from viewer.engine.messages import Endpoints
from viewer.source.connection import Asking, Nhs, OAuth, Transport
from viewer.source.endpoint import Kind, Marking, SignIn
from viewer.source.secret import Purpose, secret_name
from viewer.store.kind_rules import KINDS
from viewer.ui.sources.endpoint_form import LIVE_REFUSED, EndpointForm

GOOD = endpoints().endpoints[1]
SMART = replace(
    GOOD,
    sign_in=SignIn.SMART,
    oauth=OAuth(client_id="app", scopes="patient/*.rs", redirect_port=8400, offline=True),
    transport=Transport(proxy="http://p.org:3128", proxy_user="ann"),
    asking=Asking(page_size=50, link_aliases=("https://in.org:8443",)),
)
PDS = replace(
    GOOD, kind=Kind.PDS, sign_in=SignIn.EXCHANGE, marking=Marking.SANDBOX,
    oauth=OAuth(
        client_id="app", key_file="/k.pem", key_id="k1", algorithm="RS512", identity_issuer="https://id.org",
        identity_client="c", token_url="https://t.org/token",
    ),
    nhs=Nhs(organisation="A1001", role="555", user_id="1"),
)  # fmt: skip


@pytest.fixture
def form(qtbot):
    made = EndpointForm()
    qtbot.addWidget(made)
    made.show_endpoint(GOOD, endpoints())
    return made


def pick(form, key, value):
    group = form.basic if key in form.basic.fields else form.sign_in
    box = group.fields[key]
    box.setCurrentIndex(box.findData(value))


@pytest.mark.parametrize("endpoint", [GOOD, SMART, PDS])
def test_what_is_shown_comes_back_unchanged_and_no_secret_with_it(form, endpoint):
    form.show_endpoint(endpoint, Endpoints(endpoints=(endpoint,), secrets=(endpoint.id,)))

    assert form.endpoint() == endpoint
    assert form.typed_secrets() == {}
    assert form.fault(allow_live=False, kinds=["pds"]) == ""


def test_a_stored_secret_is_said_and_never_shown(form):
    name = secret_name(SMART.id, Purpose.PROXY)
    form.show_endpoint(SMART, Endpoints(endpoints=(SMART,), secrets=(name,), session_only=(name,)))
    field = form.advanced.fields[Purpose.PROXY]

    assert field.line.text() == ""
    assert "held for this session only" in field.line.placeholderText()
    field.line.setText("whisper")
    assert form.typed_secrets() == {Purpose.PROXY: "whisper"}
    form.clear_secrets()
    assert form.typed_secrets() == {}


def test_a_new_source_gets_an_id_of_its_own(form):
    form.show_endpoint(None)
    first = form.endpoint().id
    form.show_endpoint(None)

    assert len(first) == 32
    assert form.endpoint().id != first


@pytest.mark.parametrize(("change", "part"), [
    ({"name": ""}, "needs a name"), ({"base_url": "ftp://x"}, "whole web address"),
    ({"base_url": "https://u:p@x/fhir"}, "user name or password"), ({"base_url": "https://x/fhir?a=b"}, "? or #"),
    ({"sign_in": SignIn.BASIC}, "needs a user name"), ({"sign_in": SignIn.API_KEY}, "name of its header"),
    ({"sign_in": SignIn.SMART}, "client ID"), ({"marking": Marking.LIVE}, LIVE_REFUSED),
    ({"kind": Kind.NRL, "sign_in": SignIn.NONE, "marking": Marking.DEMO}, "needs the ODS code"),
])  # fmt: skip
def test_what_cannot_be_is_said_in_words(form, change, part):
    form.show_endpoint(replace(GOOD, **change))

    assert part in form.fault(allow_live=False)


def test_a_live_source_and_a_national_one_are_taken_where_policy_allows_them(form):
    form.show_endpoint(replace(GOOD, marking=Marking.LIVE))
    assert form.fault(allow_live=True) == ""
    form.show_endpoint(PDS)
    assert "an administrator has to enable it by policy" in form.fault(allow_live=False)
    assert form.fault(allow_live=False, kinds=["pds"]) == ""


def test_only_fields_that_the_sign_in_needs_are_there(qtbot, form):
    pick(form, "sign_in", SignIn.BASIC)
    assert form.sign_in.is_shown("user_name")
    assert not form.sign_in.is_shown("header_name")
    with qtbot.waitSignal(form.changed):
        pick(form, "sign_in", SignIn.API_KEY)
    assert form.sign_in.is_shown("header_name")
    form.focus_sign_in()
    pick(form, "sign_in", SignIn.SMART)
    assert not form.sign_in.is_shown(Purpose.SIGN_IN)
    form.focus_sign_in()


def test_what_another_way_to_sign_in_needed_is_not_kept(form):
    form.show_endpoint(SMART)
    pick(form, "sign_in", SignIn.BEARER)

    assert form.endpoint().oauth == OAuth()


def test_a_national_kind_brings_its_words_fields_and_defaults(form):
    form.show_endpoint(None)
    pick(form, "kind", Kind.PDS)

    assert "Your organisation must hold" in form.kind_words.text()
    assert "simulator only" in form.kind_words.text()
    assert form.national.is_shown("nhs.organisation")
    assert not form.national.is_shown("nhs.from_asid")
    found = form.endpoint()
    assert (found.care_setting, found.sign_in, found.oauth.algorithm) == (
        "Personal Demographics Service",
        SignIn.NONE,
        "RS512" if found.sign_in is not SignIn.NONE else "RS384",
    )
    pick(form, "sign_in", SignIn.EXCHANGE)
    pick(form, "kind", Kind.GP_CONNECT)
    assert (form.endpoint().care_setting, form.endpoint().sign_in) == ("GP practice", SignIn.NONE)
    pick(form, "kind", Kind.FHIR)
    assert not form.kind_words.text()
    assert form.endpoint().nhs == Nhs()


def test_the_advanced_part_opens_where_something_stands_in_it(form):
    assert not form.more.isChecked()
    form.show_endpoint(SMART)
    assert form.more.isChecked()
    assert not form.advanced.isHidden()
    form.more.setChecked(False)
    assert form.advanced.isHidden()
    assert form.endpoint() == SMART


def test_a_kind_that_policy_has_off_says_so_at_once_and_offers_its_own_ways_to_sign_in(form):
    form.show_endpoint(None, Endpoints(endpoints=()))
    pick(form, "kind", Kind.PDS)
    box = form.sign_in.fields["sign_in"]

    assert form.kind_words.text().startswith("Off on this computer: an administrator")
    assert {box.itemData(row) for row in range(box.count())} == set(KINDS[Kind.PDS].sign_ins)
    pick(form, "kind", Kind.FHIR)
    assert box.count() == len(SignIn)
    form.show_endpoint(None, Endpoints(endpoints=(), kinds=("pds",)))
    pick(form, "kind", Kind.PDS)
    assert "Off on this computer" not in form.kind_words.text()


def test_what_was_typed_is_known_as_a_change(form):
    form.show_endpoint(GOOD, endpoints())
    assert not form.is_changed
    form.basic.fields["name"].setText("Another")
    assert form.is_changed
