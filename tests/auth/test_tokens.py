"""What a token answer says."""

from datetime import UTC, datetime, timedelta

import pytest

from viewer.auth.tokens import tokens_from
from viewer.errors import SignInNeeded

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def read(**content):
    return tokens_from("Acute", {"access_token": "canary-token", **content}, NOW)


@pytest.mark.parametrize(("life", "early"), [(599, 60), (3600, 60), (300, 60), (100, 20), (5, 1), (0, 0)])
def test_a_token_is_renewed_a_minute_or_a_fifth_before_its_end(life, early):
    tokens = read(expires_in=life)

    assert tokens.expires == NOW + timedelta(seconds=life)
    assert tokens.renew_at == tokens.expires - timedelta(seconds=early)


def test_it_is_due_before_it_is_over():
    tokens = read(expires_in="599")

    assert not tokens.is_due(NOW + timedelta(seconds=538))
    assert tokens.is_due(NOW + timedelta(seconds=539))
    assert not tokens.is_over(NOW + timedelta(seconds=598))
    assert tokens.is_over(NOW + timedelta(seconds=599))


def test_a_token_without_an_end_ends_with_a_401_only():
    tokens = read()

    assert (tokens.expires, tokens.renew_at) == (None, None)
    assert not tokens.is_due(NOW + timedelta(days=99))
    assert not tokens.is_over(NOW + timedelta(days=99))


@pytest.mark.parametrize("name", ["refresh_token_expires_in", "refresh_expires_in"])
@pytest.mark.parametrize("life", [43199, 3599])
def test_a_refresh_token_is_not_used_after_its_own_end(name, life):
    tokens = read(refresh_token="r", **{name: life})

    assert tokens.may_refresh(NOW + timedelta(seconds=life - 1))
    assert not tokens.may_refresh(NOW + timedelta(seconds=life))


def test_a_refresh_token_without_an_end_or_with_none_said_may_be_used():
    assert read(refresh_token="r", refresh_expires_in=0).may_refresh(NOW + timedelta(days=9))
    assert not read().may_refresh(NOW)


def test_the_launch_context_is_read():
    tokens = read(
        patient="1",
        encounter="Encounter/7",
        need_patient_banner=False,
        fhirContext=[{"reference": "ImagingStudy/canary"}],
        intent="canary-intent",
        scope="openid",
        **{"hub.url": "https://hub.example", "hub.topic": "canary-topic"},
    )

    assert (tokens.patient, tokens.encounter, tokens.need_banner) == ("Patient/1", "Encounter/7", False)
    assert (tokens.scope, tokens.hub_url, tokens.hub_topic) == (
        "openid",
        "https://hub.example",
        "canary-topic",
    )
    assert len(tokens.notes) == 2
    assert "canary" not in " ".join(tokens.notes)


def test_without_a_context_nothing_is_invented():
    tokens = read()

    assert (tokens.patient, tokens.encounter, tokens.need_banner, tokens.notes) == ("", "", True, ())
    assert tokens.scope is None


@pytest.mark.parametrize("wrong", ["", "a b", "a\r\nX: y", "tøken", 7])
def test_a_token_that_could_not_be_sent_is_refused_without_showing_it(wrong):
    with pytest.raises(SignInNeeded, match="no usable access token") as caught:
        read(access_token=wrong)

    assert "X: y" not in str(caught.value)


def test_a_token_of_another_kind_is_refused():
    assert read(token_type="bearer").access
    with pytest.raises(SignInNeeded, match="of a kind"):
        read(token_type="DPoP")


def test_tokens_are_never_printed():
    assert "canary" not in repr(read(refresh_token="canary"))


@pytest.mark.parametrize("odd", ["\ud800", "a\nb", "a\u202eb", "x" * 5000])
def test_a_context_that_could_not_be_passed_on_is_none(odd):
    tokens = read(**{"patient": odd, "encounter": odd, "hub.url": odd, "hub.topic": odd})

    assert (tokens.patient, tokens.encounter, tokens.hub_url, tokens.hub_topic) == ("", "", "", "")
