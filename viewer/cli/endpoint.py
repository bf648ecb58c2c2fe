"""``tributary endpoint``: add, list, test, sign in to and remove sources; secrets are typed unseen."""

import argparse
import getpass
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event

from viewer.cli import recording, signing
from viewer.cli.endpoint_arguments import endpoint_of
from viewer.cli.streams import Streams
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.messages import TestedStep
from viewer.engine.setting import Setting, open_setting
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, Kind, SignIn
from viewer.source.secret import Purpose
from viewer.store.endpoint_rules import INTERACTIVE, purposes_of
from viewer.store.kind_rules import KINDS, SIMULATOR

FAILED = 1
_ASKED_FOR = {
    Purpose.SIGN_IN: "Secret",
    Purpose.KEY: "Passphrase of the private key, empty for none",
    Purpose.CERTIFICATE: "Passphrase of the client certificate, empty for none",
    Purpose.PROXY: "Password at the proxy",
    Purpose.DIRECTORY: "API key of the directory",
}
_MAY_BE_EMPTY = frozenset({Purpose.KEY, Purpose.CERTIFICATE})


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    if arguments.action == "record":
        return recording.run(arguments, streams)
    setting = open_setting()
    for notice in setting.notices:
        streams.say(f"tributary: {notice}")
    actions: dict[str, Callable[[argparse.Namespace, Streams, Setting], int]] = {
        "add": _add,
        "list": _list,
        "test": _test,
        "sign-in": lambda given, to, at: signing.sign_in(_named(given.name, at), to, at),
        "sign-out": lambda given, to, at: signing.sign_out(_named(given.name, at), to, at),
        "remove": _remove,
    }
    return actions[arguments.action](arguments, streams, setting)


def _add(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    given = endpoint_of(arguments)
    endpoint = replace(
        given,
        name=given.name or _asked("Name on screen", streams),
        base_url=(given.base_url or _asked("FHIR base URL", streams)).rstrip("/"),
        care_setting=given.care_setting or KINDS[given.kind].care_setting,
    )
    secrets: dict[Purpose, str] = {
        purpose: secret
        for purpose in purposes_of(endpoint)
        if purpose is not Purpose.REFRESH and (secret := _secret(purpose, streams))
    }
    saved = EndpointDesk(setting).save(endpoint, secrets)
    streams.say(f"{saved.name} was added." + (f" {setting.secrets.vault.words}" if secrets else ""))
    if saved.kind is not Kind.FHIR:
        streams.say(f"{KINDS[saved.kind].must_hold} {SIMULATOR}")
    if saved.sign_in in INTERACTIVE:
        streams.say(f"Sign in with: tributary endpoint sign-in {saved.name!r}")
    return 0


def _list(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    del arguments
    for endpoint in setting.endpoints:
        sign_in = "no sign-in" if endpoint.sign_in is SignIn.NONE else f"signs in with {endpoint.sign_in}"
        parts = (endpoint.name, endpoint.base_url, endpoint.marking, endpoint.kind, sign_in)
        streams.result("\t".join(parts))
    if not setting.endpoints:
        streams.say("No source is set up. Add one with 'tributary endpoint add'.")
    return 0


def _test(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    endpoint = _named(arguments.name, setting)
    steps = list(EndpointDesk(setting).trial(endpoint, {})(Event()))
    for line in step_lines(steps):
        streams.result(line)
    return FAILED if any(step.ok is False for step in steps) else 0


def step_lines(steps: Sequence[TestedStep]) -> list[str]:
    """Return the steps of a test as aligned lines: works, fails or not tried, step, time, words.

    >>> step_lines([TestedStep(name="TLS", ok=True, words="valid", seconds=0.02),
    ...     TestedStep(name="Sign-in", ok=False, words="nobody")])
    ['works      TLS       0.02 s  valid', 'FAILS      Sign-in           nobody']
    """
    width = max((len(step.name) for step in steps), default=0)
    return [
        f"{_RESULTS[step.ok]:9}  {step.name:{width}}  {_seconds(step.seconds):>7}  {step.words}"
        for step in steps
    ]


_RESULTS = {True: "works", False: "FAILS", None: "not tried"}


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds else ""


def _remove(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    endpoint = _named(arguments.name, setting)
    setting.may_change(endpoint.id)
    if endpoint.sign_in in INTERACTIVE:  # later nobody could end a sign-in that is kept
        streams.say(setting.signs.sign_out(endpoint))
    EndpointDesk(setting).remove(endpoint.id)
    streams.say(f"{endpoint.name} was removed, and its secrets with it.")
    return 0


def _named(name: str, setting: Setting) -> Endpoint:
    for endpoint in setting.endpoints:
        if endpoint.name == name:
            return endpoint
    raise UsageError(f"No source is called {name!r}", "See 'tributary endpoint list'.")


def _asked(what: str, streams: Streams) -> str:
    streams.say(f"{what}:")
    answer = streams.ask()
    if not answer:
        raise UsageError(f"{what} is needed")
    return answer


def _secret(purpose: Purpose, streams: Streams) -> str:
    """Read a secret: unseen at a terminal, or one line of what is piped in; never from the command line."""
    what = _ASKED_FOR[purpose]
    secret = getpass.getpass(f"{what} (not shown): ") if streams.answers.isatty() else streams.ask()
    if not secret and purpose not in _MAY_BE_EMPTY:
        raise UsageError(f"{what}: a line on standard input is needed", "Nothing was saved.")
    return secret
