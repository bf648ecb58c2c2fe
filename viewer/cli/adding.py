"""``tributary endpoint add``: what policy forbids is said first, what is missing is asked for or named."""

import argparse
from collections.abc import Iterator
from dataclasses import replace

from viewer.cli.endpoint_arguments import endpoint_of, file_problem, option_for
from viewer.cli.endpoint_secrets import asked_secret, kept_words
from viewer.cli.streams import Streams
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.refusals import check_change
from viewer.engine.setting import Setting
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.source.secret import Purpose
from viewer.store.endpoint_rules import INTERACTIVE, purposes_of
from viewer.store.kind_rules import KINDS, SIMULATOR

_OAUTH = ("oauth.client_id",)
_SIGNED = (*_OAUTH, "oauth.key_file", "oauth.key_id")
_NEEDED = {
    SignIn.BASIC: ("user_name",),
    SignIn.API_KEY: ("header_name",),
    SignIn.CLIENT: _OAUTH,
    SignIn.SMART: _OAUTH,
    SignIn.SIGNED_JWT: _SIGNED,
    SignIn.EXCHANGE: (*_SIGNED, "oauth.identity_issuer", "oauth.identity_client", "oauth.token_url"),
}
_AT_SIGN_IN = frozenset({"role", "user_id"})  # a token exchange says them itself
_ALWAYS = ("name", "base_url")


def add(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    """Save a source as the options say; returns 1 where its secret could not be kept.

    At a terminal what is missing is asked for. Raises UsageError and SettingsError in words.
    """
    planned = endpoint_of(arguments)  # a demo's address is judged when it is saved
    check_change(setting, endpoint=None if planned.marking is Marking.DEMO else planned)
    if streams.answers.isatty() and arguments.sign_in is None:
        arguments.sign_in = _way(Kind(arguments.kind or Kind.FHIR), streams)
    _fill(arguments, streams)
    given = endpoint_of(arguments)
    endpoint = replace(given, care_setting=given.care_setting or KINDS[given.kind].care_setting)
    wrong = file_problem(endpoint)
    if wrong:
        raise UsageError(wrong, "Nothing was saved.")
    secrets: dict[Purpose, str] = {
        purpose: secret
        for purpose in purposes_of(endpoint)
        if purpose is not Purpose.REFRESH and (secret := asked_secret(purpose, streams))
    }
    saved = EndpointDesk(setting).save(endpoint, secrets)
    streams.say(f"{saved.name} was added.")
    code = kept_words(saved.name, setting, streams) if secrets else 0
    _say_next(saved, streams)
    return code


def _say_next(saved: Endpoint, streams: Streams) -> None:
    if saved.kind is not Kind.FHIR:
        streams.say(f"{KINDS[saved.kind].must_hold} {SIMULATOR}")
    if saved.sign_in in INTERACTIVE:
        streams.say(f"Sign in with: tributary endpoint sign-in {saved.name!r}")
    streams.say(f"Try it with: tributary endpoint test {saved.name!r}")


def _way(kind: Kind, streams: Streams) -> str:
    ways = [one.value for one in KINDS[kind].sign_ins]
    streams.say(f"How to sign in ({', '.join(ways)}); {ways[0]} where nothing is typed (--sign-in):")
    typed = streams.ask() or ways[0]
    if typed not in ways:
        raise UsageError(f"--sign-in must be one of {', '.join(ways)}", "Nothing was saved.")
    return typed


def _fill(arguments: argparse.Namespace, streams: Streams) -> None:
    """Ask for what is missing; only name and address where nobody is at a terminal to be asked."""
    at_terminal = streams.answers.isatty()
    missing = [
        key for key in _wanted(endpoint_of(arguments)) if not getattr(arguments, option_for(key).place)
    ]
    named = [key for key in missing if key not in _ALWAYS]
    if named and not at_terminal:
        options = "; ".join(f"--{option_for(key).name}: {option_for(key).words}" for key in named)
        raise UsageError(f"This source needs {options}", "Nothing was saved.")
    for key in missing:
        option = option_for(key)
        words = {"name": "Name on screen", "base_url": "FHIR base URL"}.get(key, option.words)
        streams.say(f"{words[0].upper()}{words[1:]} (--{option.name}):")
        answer = streams.ask()
        if not answer:
            raise UsageError(f"--{option.name} is needed: {option.words}", "Nothing was saved.")
        setattr(arguments, option.place, answer)


def _wanted(endpoint: Endpoint) -> Iterator[str]:
    yield from _ALWAYS
    yield from _NEEDED.get(endpoint.sign_in, ())
    known = _AT_SIGN_IN if endpoint.sign_in is SignIn.EXCHANGE else ()
    yield from (f"nhs.{name}" for name in KINDS[endpoint.kind].needs if name not in known)
