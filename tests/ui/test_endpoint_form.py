"""The fields of one source."""

from dataclasses import replace

import pytest

from tests.ui.sample_messages import endpoints
from viewer.source.endpoint import Marking, SignIn
from viewer.ui.endpoint_form import LIVE_REFUSED, EndpointForm

GOOD = endpoints().endpoints[1]


@pytest.fixture
def form(qtbot):
    made = EndpointForm()
    qtbot.addWidget(made)
    made.show_endpoint(GOOD, "secret stored in the keyring")
    return made


def test_what_is_shown_comes_back_unchanged_and_no_secret_with_it(form):
    assert form.endpoint() == GOOD
    assert form.secret.text() == ""
    assert form.typed_secret() is None
    assert form.secret.echoMode() == form.secret.EchoMode.Password
    assert form.fault(allow_live=False) == ""


def test_a_new_secret_replaces_and_removing_is_said(form):
    form.secret.setText("whisper")
    assert form.typed_secret() == "whisper"
    form.forget.setChecked(True)
    assert form.typed_secret() == ""
    assert not form.secret.isEnabled()


def test_a_new_source_gets_an_id_of_its_own(form):
    form.show_endpoint(None, "")
    first = form.endpoint().id
    form.show_endpoint(None, "")

    assert len(first) == 32
    assert form.endpoint().id != first


@pytest.mark.parametrize(("change", "part"), [
    ({"name": ""}, "needs a name"), ({"base_url": "ftp://x"}, "https://"), ({"base_url": "https://u:p@x/fhir"}, "no user name"),
    ({"base_url": "https://x/fhir?a=b"}, "question mark"), ({"sign_in": SignIn.BASIC}, "needs a user name"),
    ({"sign_in": SignIn.API_KEY}, "name of its header"), ({"marking": Marking.LIVE}, LIVE_REFUSED),
])  # fmt: skip
def test_what_cannot_be_is_said_in_words(form, change, part):
    form.show_endpoint(replace(GOOD, **change), "")

    assert part in form.fault(allow_live=False)


def test_a_live_source_is_taken_where_policy_allows_it(form):
    form.show_endpoint(replace(GOOD, marking=Marking.LIVE), "")

    assert form.fault(allow_live=True) == ""


def test_fields_that_do_not_apply_are_off(qtbot, form):
    form.sign_in.setCurrentIndex(form.sign_in.findData(SignIn.BASIC))
    assert form.user.isEnabled()
    assert not form.header.isEnabled()
    with qtbot.waitSignal(form.changed):
        form.sign_in.setCurrentIndex(form.sign_in.findData(SignIn.API_KEY))
    assert form.header.isEnabled()
