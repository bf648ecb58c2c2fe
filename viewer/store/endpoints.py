"""The configured endpoints: which values one may have, and how the list of them is kept. No secret."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from viewer.errors import SettingsError
from viewer.source.address import base_problem, is_loopback
from viewer.source.connection import Asking, Nhs, OAuth, Transport
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store.atomic import write_whole
from viewer.store.endpoint_rules import has_moved, live_of_server, settings_problem
from viewer.store.kind_rules import KINDS
from viewer.store.places import settings_folder
from viewer.store.strict import (
    Table,
    only_known,
    read_table,
    table_in,
    tables_in,
    text_in,
    values_of,
    word_in,
)

_FORMAT = "tributary-endpoints/1"
_WHAT = "The list of sources"
_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 80
_LONGEST_CONTACT = 200
_FIELDS = tuple(field.name for field in fields(Endpoint))

Endpoints = tuple[Endpoint, ...]


def endpoints_file() -> Path:
    """Where the list is."""
    return settings_folder() / "endpoints.json"


def new_id() -> str:
    """Return an id for a new endpoint: opaque, since keyrings show it to others (PRIV-09)."""
    return uuid4().hex


def load(path: Path) -> Endpoints:
    """Read the list; empty where there is no file. Raises SettingsError, also for one bad endpoint."""
    table = read_table(path, _WHAT)
    if table is None:
        return ()
    only_known(table, {"format", "endpoints"}, _WHAT)
    if table.get("format") != _FORMAT:
        raise SettingsError(f"{_WHAT} is of another version of this program")
    found: Endpoints = ()
    for one in tables_in(table, "endpoints", _WHAT):
        endpoint = endpoint_from(one, _WHAT)
        found = _joined(found, endpoint)
    return found


def save(path: Path, endpoints: Sequence[Endpoint]) -> None:
    """Write the list. Raises SettingsError also where the file there is damaged, StoreError."""
    load(path)  # a file that somebody else must repair is not written over
    content = {"format": _FORMAT, "endpoints": [asdict(endpoint) for endpoint in endpoints]}
    write_whole(path, json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n")


def endpoint_from(table: Table, what: str) -> Endpoint:
    """Read one endpoint strictly. Raises SettingsError."""
    only_known(table, _FIELDS, what)
    endpoint = Endpoint(
        id=text_in(table, "id", what),
        name=text_in(table, "name", what),
        care_setting=text_in(table, "care_setting", what),
        base_url=text_in(table, "base_url", what).rstrip("/"),
        sign_in=word_in(table, "sign_in", what, SignIn.NONE),
        marking=word_in(table, "marking", what, Marking.SANDBOX),
        user_name=text_in(table, "user_name", what),
        header_name=text_in(table, "header_name", what),
        contact=text_in(table, "contact", what),
        kind=word_in(table, "kind", what, Kind.FHIR),
        oauth=values_of(OAuth, table_in(table, "oauth", what), what),
        transport=values_of(Transport, table_in(table, "transport", what), what),
        asking=values_of(Asking, table_in(table, "asking", what), what),
        nhs=values_of(Nhs, table_in(table, "nhs", what), what),
    )
    wrong = problem(endpoint)
    if wrong:
        raise SettingsError(f"{what}: {wrong}")
    return endpoint


def problem(endpoint: Endpoint) -> str:
    """Return what is wrong with an endpoint's own values, in words; "" if nothing is."""
    if not _ID.fullmatch(endpoint.id):
        return "the id of a source must be 32 hexadecimal digits"
    if not endpoint.contact.isprintable() or len(endpoint.contact) > _LONGEST_CONTACT:
        return f"how to reach the keepers of a source takes one line of at most {_LONGEST_CONTACT} letters"
    return _name_problem(endpoint.name) or base_problem(endpoint.base_url) or settings_problem(endpoint)


def _name_problem(name: str) -> str:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        return f"a source needs a name of 1 to {_LONGEST_NAME} letters, without blanks around it"
    if "/" in name or "\\" in name or name.startswith(("-", "http:", "https:")) or name == "demo":
        return "the name of a source must not look like a file, an address, an option, or be 'demo'"
    return ""


def added(
    endpoints: Endpoints, endpoint: Endpoint, *, allow_live: bool = False, kinds: Collection[Kind] = ()
) -> Endpoints:
    """Return the list with one more. Raises SettingsError in words where it may not be."""
    _check(endpoint, allow_live=allow_live, kinds=kinds)
    return _joined(endpoints, endpoint)


def changed(
    endpoints: Endpoints, endpoint: Endpoint, *, allow_live: bool = False, kinds: Collection[Kind] = ()
) -> Endpoints:
    """Return the list with the endpoint of the same id replaced, in its place. Raises SettingsError.

    An endpoint that has secrets keeps the origins they go to: they were given for those (AUTH-02). One of
    live data stays one: under another marking it would be asked by nobody in particular (PRIV-15).
    """
    _check(endpoint, allow_live=allow_live, kinds=kinds)
    before = next((one for one in endpoints if one.id == endpoint.id), None)
    if before is None:
        raise SettingsError("This source is not in the list any more")
    if before.marking is Marking.LIVE and endpoint.marking is not Marking.LIVE:
        raise SettingsError("A source of live data stays one", "Remove it and add it again with its secrets.")
    if has_moved(before, endpoint):
        raise SettingsError(
            "A new address is of another server than the one that the stored secret is for",
            "Remove this source and add it again with its secrets.",
        )
    _joined(removed(endpoints, endpoint.id), endpoint)
    return tuple(endpoint if one.id == endpoint.id else one for one in endpoints)


def check_apart(endpoint: Endpoint, others: Sequence[Endpoint]) -> None:
    """Refuse two sources of one server of which only one is marked as live data. Raises SettingsError."""
    for one, beside in ((endpoint, others), *((other, (endpoint,)) for other in others)):
        live = live_of_server(one, beside)
        if live is not None:
            raise SettingsError(
                f"{live.name} is a source of live data on the server of {one.name}, which is not marked so",
                f"Mark {one.name} as live too, or remove it.",
            )


def removed(endpoints: Endpoints, endpoint_id: str) -> Endpoints:
    """Return the list without an endpoint. Its secret has to be forgotten first: see the vault."""
    return tuple(one for one in endpoints if one.id != endpoint_id)


def _check(endpoint: Endpoint, *, allow_live: bool, kinds: Collection[Kind]) -> None:
    wrong = problem(endpoint)
    if wrong:
        raise SettingsError(wrong[0].upper() + wrong[1:], "Correct it and save again.")
    why = not_allowed(endpoint, allow_live=allow_live, kinds=kinds)
    if why:
        raise SettingsError(why[0].upper() + why[1:], "Your administrator has to allow it by policy.")


def not_allowed(endpoint: Endpoint, *, allow_live: bool, kinds: Collection[Kind]) -> str:
    """Return why policy keeps an endpoint out, a phrase for the screen; "" if it does not.

    The demo's endpoints play every national kind; whatever else is of one has to be enabled. The demo is on
    this computer: marked as it, a server elsewhere would need no policy and leave no audit trail (PRIV-15).
    """
    if endpoint.marking is Marking.DEMO and not is_loopback(urlsplit(endpoint.base_url).hostname or ""):
        return "only a server on this computer can be marked as demo"
    if endpoint.marking is Marking.LIVE and not allow_live:
        return "a source with live patient data is not allowed on this computer"
    if endpoint.kind is not Kind.FHIR and endpoint.marking is not Marking.DEMO and endpoint.kind not in kinds:
        return f"{KINDS[endpoint.kind].label} is not enabled on this computer"
    return ""


def _joined(endpoints: Endpoints, endpoint: Endpoint) -> Endpoints:
    if endpoint.id in {one.id for one in endpoints}:
        raise SettingsError("Two sources have the same id")
    if endpoint.name.casefold() in {one.name.casefold() for one in endpoints}:
        raise SettingsError("Two sources have the same name", "Give each source a name of its own.")
    return (*endpoints, endpoint)
