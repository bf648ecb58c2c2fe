"""The options of ``tributary endpoint add``, each the setting of an endpoint that it gives."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from typing_extensions import override

from viewer.source.connection import Use
from viewer.source.endpoint import Endpoint, Kind, Marking, SignIn
from viewer.store.endpoint_rules import ALGORITHMS

_PROSE = """\
Secrets (password, token, client secret, passphrases, proxy password, directory key) are asked for unseen, or
read from standard input, one a line in that order; they go to the OS keyring and are never taken from the
command line. A passphrase may be an empty line. National kinds (all but fhir) are off until an administrator
names them in the policy's 'kinds'; they are tested against a simulator only."""


@dataclass(frozen=True, slots=True)
class _Option:
    """``key`` is the path in an Endpoint; ``form``: text, number, flag, path, list, or a tuple of choices."""

    name: str
    key: str
    words: str
    form: object = "text"

    @property
    def place(self) -> str:
        """What argparse calls its value."""
        return self.name.replace("-", "_")


_SECRETS = ("password", "pass", "secret", "client-secret", "token", "api-key", "key", "passphrase")
_USE = tuple(one.value for one in Use)
_GROUPS: Mapping[str, tuple[_Option, ...]] = {
    "what it is": (
        _Option("name", "name", "what it is called on screen"),
        _Option("url", "base_url", "FHIR base URL, without credentials"),
        _Option("kind", "kind", "what stands behind it", tuple(kind.value for kind in Kind)),
        _Option("care-setting", "care_setting", "GP practice, acute trust, community, ..."),
        _Option("marking", "marking", "what data it holds", tuple(one.value for one in Marking)),
        _Option("contact", "contact", "how to reach whoever keeps its records, for errors in them"),
    ),
    "signing in": (
        _Option("sign-in", "sign_in", "how to sign in", tuple(one.value for one in SignIn)),
        _Option("user", "user_name", "user name for basic"),
        _Option("header", "header_name", "header name for api-key"),
        _Option("client-id", "oauth.client_id", "client ID, given by the source's owner"),
        _Option("scopes", "oauth.scopes", "scopes, separated by blanks; the least where absent"),
        _Option("key-file", "oauth.key_file", "PEM private key that signs", "path"),
        _Option("key-id", "oauth.key_id", "its key ID (kid)"),
        _Option("algorithm", "oauth.algorithm", "how it signs", ALGORITHMS),
        _Option("issuer", "oauth.issuer", "issuer, where discovery does not find it"),
        _Option("authorize-url", "oauth.authorize_url", "sign-in page, as above"),
        _Option("token-url", "oauth.token_url", "token address, as above"),
        _Option("revoke-url", "oauth.revoke_url", "revocation address, as above"),
        _Option(
            "redirect-port", "oauth.redirect_port", "port for the browser's answer; any free one", "number"
        ),
        _Option("offline", "oauth.offline", "stay signed in after the session", "flag"),
        _Option("follow-host", "oauth.follow_host", "follow the host system's patient (FHIRcast)", "flag"),
        _Option("identity-issuer", "oauth.identity_issuer", "OpenID provider of a token exchange"),
        _Option("identity-client", "oauth.identity_client", "client ID there"),
    ),
    "transport": (
        _Option("ca-file", "transport.ca_file", "certificates added to those the system trusts", "path"),
        _Option(
            "certificate-file", "transport.certificate_file", "client certificate, PEM or PKCS#12", "path"
        ),
        _Option("certificate-key-file", "transport.key_file", "its key, where not in that file", "path"),
        _Option("proxy", "transport.proxy", "address of a proxy, or 'direct' for none"),
        _Option("proxy-user", "transport.proxy_user", "user name at the proxy"),
    ),
    "manner of asking": (
        _Option("page-size", "asking.page_size", "resources a page", "number"),
        _Option("parallel", "asking.parallel", "requests at once", "number"),
        _Option("per-second", "asking.per_second", "requests a second", "number"),
        _Option("post-search", "asking.post_search", "search by POST", _USE),
        _Option("everything", "asking.everything", "ask for $everything", _USE),
        _Option("summary", "asking.summary", "ask for the summary (IPS)", _USE),
        _Option("link-alias", "asking.link_aliases", "another name of the server in its links", "list"),
        _Option("ask", "asking.searches", "how a type is asked: Observation?category=laboratory", "list"),
        _Option("break-glass", "asking.break_glass", "it takes FHIR's label of emergency access", "flag"),
        _Option(
            "search-letters", "asking.search_documents", "its letters may be fetched to be searched", "flag"
        ),
    ),
    "national services": (
        _Option("ods", "nhs.organisation", "ODS code of your organisation"),
        _Option("organisation", "nhs.organisation_name", "its name"),
        _Option("from-asid", "nhs.from_asid", "ASID of your system"),
        _Option("to-asid", "nhs.to_asid", "ASID of the provider's system"),
        _Option("provider-ods", "nhs.provider", "ODS code of the practice behind it"),
        _Option("directory", "nhs.directory", "address of the Spine Directory Service"),
        _Option("role", "nhs.role", "role profile id (URID)"),
        _Option("role-name", "nhs.role_name", "the role in words"),
        _Option("user-id", "nhs.user_id", "id of the person who asks"),
        _Option("user-name", "nhs.user_name", "name of the person who asks"),
        _Option("device", "nhs.device", "name of this workstation"),
    ),
}
_OPTIONS = tuple(option for group in _GROUPS.values() for option in group)
_ENUMS = {
    "kind": Kind,
    "marking": Marking,
    "sign_in": SignIn,
    "post_search": Use,
    "everything": Use,
    "summary": Use,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser every option, in groups."""
    parser.epilog = _PROSE
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for title, options in _GROUPS.items():
        group = parser.add_argument_group(title)
        for option in options:
            _add(group, option)
    for name in _SECRETS:
        parser.add_argument(f"--{name}", action=_Refused, help=argparse.SUPPRESS)


class _Refused(argparse.Action):
    """A secret on the command line: refused, and never repeated."""

    @override
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        del namespace, values
        parser.error(
            f"{option_string}: secrets are never taken on the command line, where others can read them. They "
            "are asked for unseen, or read from standard input. What was typed may be in the shell's history."
        )


def _add(group: "argparse._ArgumentGroup", option: _Option) -> None:
    flag, place = f"--{option.name}", option.place
    if option.form == "flag":
        group.add_argument(flag, dest=place, action="store_true", help=option.words)
    elif option.form == "list":
        group.add_argument(
            flag, dest=place, action="append", default=[], help=f"{option.words}; may be repeated"
        )
    elif isinstance(option.form, tuple):
        group.add_argument(flag, dest=place, choices=option.form, default=None, help=option.words)
    else:
        kind = int if option.form == "number" else str
        metavar = {"number": "N", "path": "FILE"}.get(str(option.form), "TEXT")
        group.add_argument(flag, dest=place, type=kind, default=None, metavar=metavar, help=option.words)


def endpoint_of(arguments: argparse.Namespace) -> Endpoint:
    """Return the endpoint that the options say; what is not given stays as it is by default."""
    found = Endpoint(id="", name="", care_setting="", base_url="")
    for option in _OPTIONS:
        value = getattr(arguments, option.place)
        if value not in (None, False, []):
            found = _with(found, option, value)
    return replace(found, base_url=found.base_url.rstrip("/"))


def option_for(key: str) -> _Option:
    """Return the option of a setting. Raises StopIteration for a setting that has none."""
    return next(option for option in _OPTIONS if option.key == key)


def file_problem(endpoint: Endpoint) -> str:
    """Return which file of an endpoint's options is not there, in words; "" where each is."""
    for option in _OPTIONS:
        if option.form == "path":
            place, _, name = option.key.rpartition(".")
            file = getattr(getattr(endpoint, place), name)
            if file and not Path(file).is_file():
                return f"--{option.name}: there is no file {file}"
    return ""


def _with(endpoint: Endpoint, option: _Option, value: object) -> Endpoint:
    place, _, name = option.key.rpartition(".")
    if option.form == "path":
        value = str(Path(str(value)).absolute())
    elif option.form == "list" and isinstance(value, list):
        value = tuple(value)
    elif name in _ENUMS:
        value = _ENUMS[name](str(value))
    change = {name: value}
    if place:
        change = {place: replace(getattr(endpoint, place), **change)}
    return replace(endpoint, **change)  # type: ignore[arg-type]  # the table names our own fields
