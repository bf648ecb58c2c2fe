"""Decides how the demo server process lives: one ready line on standard output, the end with its parent."""

import argparse
import gc
import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from types import FrameType
from typing import NoReturn

from viewer.demo.control import Control, run_control, switch
from viewer.demo.folder import shelves
from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.sign_in import HEADER_NAME, USER_NAME, Guard, guard_for
from viewer.demo.sites import Key, SiteKey, site_of
from viewer.demo.town import Town
from viewer.source.endpoint import SignIn


def serve(arguments: Sequence[str]) -> int:
    """Run the endpoints until standard input ends or SIGTERM or Ctrl-C comes; the exit code is 0.

    The parent holds the other end of standard input, so however it dies, this process ends too.
    """
    options = _options(arguments)
    for wish in (signal.SIGTERM, signal.SIGINT):  # Ctrl-C in a terminal reaches us as well as our parent
        signal.signal(wish, _end)
    simulators = SIMULATORS if options.national else ()
    town = Town(shelves(options.resources, options.seed), _guards(options.sign_in), simulators)
    for fault in options.fault:
        switch(town, json.loads(fault))
    control = run_control(town)
    gc.freeze()  # what is held now stays; collecting it again and again would slow the answers
    sys.stdout.write(json.dumps(_ready(town, control)) + "\n")
    sys.stdout.flush()
    while sys.stdin.buffer.read(4096):
        pass  # nothing is said to us here; only the end counts
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="viewer.demo", description="Four fictional FHIR endpoints on loopback."
    )
    parser.add_argument(
        "--resources", type=int, default=0, metavar="N", help="let one patient grow to N resources"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same resources")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="JSON", help='{"endpoint": "gp", "kind": "slow"}'
    )
    parser.add_argument(
        "--sign-in",
        action="append",
        default=[],
        metavar="ENDPOINT=WAY",
        help="basic, bearer, api-key, client-secret or smart",
    )
    parser.add_argument("--national", action="store_true", help="simulate national services as well")
    return parser.parse_args(arguments)


def _guards(wanted: Sequence[str]) -> dict[Key, Guard]:
    found: dict[Key, Guard] = {}
    for word in wanted:
        name, _, way = word.partition("=")
        site = site_of(name)
        if site is None:
            raise SystemExit(f"--sign-in: no such endpoint; known are {', '.join(SiteKey)}")
        found[site.key] = guard_for(way)
    return found


def _ready(town: Town, control: Control) -> dict[str, object]:
    endpoints = [_described(town, key) for key in town.keys]
    return {"endpoints": endpoints, "control": {"url": control.url, "key": control.key}}


def _described(town: Town, key: Key) -> dict[str, object]:
    answers = town.listener(key).answers
    site, guard = answers.site, answers.guard
    return {
        "id": site.id,
        "key": site.key,
        "name": site.name,
        "care_setting": site.care_setting,
        "base_url": answers.base,
        "fhir_version": site.fhir_version,
        "resources": len(answers.shelf),
        "sign_in": guard.sign_in,
        "user_name": USER_NAME if guard.sign_in == SignIn.BASIC else "",
        "header_name": HEADER_NAME if guard.sign_in == SignIn.API_KEY else "",
        "secret": guard.secret,
        "client_id": guard.client_id,
        "kind": site.kind,
        "nhs": asdict(site.nhs),
    }


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
