"""``tributary endpoint``: add, list, test and remove sources; a secret is typed unseen and never shown."""

import argparse
import getpass
from collections.abc import Callable
from threading import Event

from viewer.cli import recording
from viewer.cli.streams import Streams
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.setting import Setting, open_setting
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose

FAILED = 1


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
        "remove": _remove,
    }
    return actions[arguments.action](arguments, streams, setting)


def _add(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    sign_in = SignIn(arguments.sign_in)
    endpoint = Endpoint(
        id="",
        name=arguments.name or _asked("Name on screen", streams),
        care_setting=arguments.care_setting,
        base_url=(arguments.url or _asked("FHIR base URL", streams)).rstrip("/"),
        sign_in=sign_in,
        marking=Marking(arguments.marking),
        user_name=arguments.user,
        header_name=arguments.header,
    )
    secret = None if sign_in is SignIn.NONE else _secret(streams)
    saved = EndpointDesk(setting).save(endpoint, {Purpose.SIGN_IN: secret} if secret else {})
    streams.say(f"{saved.name} was added." + (f" {setting.secrets.vault.words}" if secret else ""))
    return 0


def _list(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    del arguments
    for endpoint in setting.endpoints:
        sign_in = "no sign-in" if endpoint.sign_in is SignIn.NONE else f"signs in with {endpoint.sign_in}"
        streams.result(f"{endpoint.name}\t{endpoint.base_url}\t{endpoint.marking}\t{sign_in}")
    if not setting.endpoints:
        streams.say("No source is set up. Add one with 'tributary endpoint add'.")
    return 0


def _test(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    endpoint = _named(arguments.name, setting)
    steps = list(EndpointDesk(setting).trial(endpoint, {})(Event()))
    for step in steps:
        streams.result(f"{'ok    ' if step.ok else 'FAILED'}  {step.name}: {step.words}")
    return 0 if all(step.ok for step in steps) else FAILED


def _remove(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    endpoint = _named(arguments.name, setting)
    EndpointDesk(setting).remove(endpoint.id)
    streams.say(f"{endpoint.name} was removed, and its secret with it.")
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


def _secret(streams: Streams) -> str:
    """Read the secret: unseen at a terminal, or one line of what is piped in; never from the command line."""
    if streams.answers.isatty():
        return getpass.getpass("Secret (not shown): ")
    secret = streams.ask()
    if not secret:
        raise UsageError("A secret is needed on standard input for this way to sign in")
    return secret
