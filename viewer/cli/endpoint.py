"""``tributary endpoint``: which action is run on which source; lists, tries and removes sources itself."""

import argparse
from collections.abc import Callable, Sequence
from threading import Event

from viewer.cli import adding, endpoint_secrets, recording, signing
from viewer.cli.cache import forget_copies
from viewer.cli.opened import opened
from viewer.cli.streams import Streams
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.messages import TestedStep
from viewer.engine.refusals import check_change
from viewer.engine.setting import Setting
from viewer.errors import UsageError
from viewer.source.endpoint import Endpoint, SignIn
from viewer.store.endpoint_rules import INTERACTIVE

FAILED = 1


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Run one action; returns the exit code."""
    if arguments.action == "record":
        return recording.run(arguments, streams)
    actions: dict[str, Callable[[argparse.Namespace, Streams, Setting], int]] = {
        "add": adding.add,
        "list": _list,
        "test": _test,
        "sign-in": lambda given, to, at: signing.sign_in(_named(given.name, at), to, at),
        "sign-out": lambda given, to, at: signing.sign_out(_named(given.name, at), to, at),
        "secret": lambda given, to, at: endpoint_secrets.store(_named(given.name, at), to, at),
        "remove": _remove,
    }
    with opened(streams) as setting:
        return actions[arguments.action](arguments, streams, setting)


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
    check_change(setting, endpoint.id)
    if endpoint.sign_in in INTERACTIVE:  # later nobody could end a sign-in that is kept
        streams.say(setting.signs.sign_out(endpoint))
    forgotten = False
    try:
        forgotten = forget_copies(setting, streams)  # while the source is there, its trail notes it
    finally:
        EndpointDesk(setting).remove(endpoint.id)
        streams.say(f"{endpoint.name} was removed, and its secrets with it.")
    return 0 if forgotten else FAILED


def _named(name: str, setting: Setting) -> Endpoint:
    for endpoint in setting.endpoints:
        if endpoint.name == name:
            return endpoint
    raise UsageError(f"No source is called {name!r}", "See 'tributary endpoint list'.")
