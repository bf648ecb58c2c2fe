"""The stages of a reading at which a fault may happen, and by which request each is known."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from viewer.demo.answers import request_from
from viewer.demo.sites import NationalKey, SiteKey


@dataclass(frozen=True, kw_only=True)
class Stage:
    """``matches(asked, answers)``. ``tags``: what kind of answer it is, so that senseless faults are left out.

    ``run`` is how it is tried: read (a whole record), document, sign-in or retry.
    """

    name: str
    matches: Callable
    tags: frozenset
    way: str = "plain"
    site: object = SiteKey.OOH
    run: str = "read"
    at_sign_in: bool = False


def _label(asked, answers):
    request = request_from(asked.method, asked.target, answers.site.path, asked.body)
    return answers.label(request) if request else ("", 0)


def _fields(asked):
    sent = asked.body.decode("utf-8", "replace") if asked.method == "POST" else ""
    return dict(parse_qsl(urlsplit(asked.target).query)) | dict(parse_qsl(sent))


def _metadata(asked, _answers):
    return asked.path.endswith("/metadata")


def _smart(asked, _answers):
    return asked.path.endswith("/.well-known/smart-configuration")


def _at(path):
    return lambda asked, _answers: asked.path == path


def _find(asked, _answers):
    return "/Patient" in asked.path and any("identifier" in name for name in _fields(asked))


def _page(number):
    def matches(asked, answers):
        fields = _fields(asked)
        main = number > 1 or ("patient" in fields and "_summary" not in fields)
        return main and _label(asked, answers) == ("Observation", number)

    return matches


def _reference(asked, _answers):
    return "/Practitioner" in asked.path or "/Organization" in asked.path


def _document(asked, _answers):
    return "/Binary/" in asked.path


def _anything(_asked, _answers):
    return True


def _record(asked, _answers):
    return b"includeAllergies" in asked.body


def _person_alone(asked, answers):
    return not _record(asked, answers)


def _summary(asked, _answers):
    return asked.path.endswith("/Bundle")


def _pointer(asked, answers):
    return not _summary(asked, answers)


def _second_pointers(asked, _answers):
    return "next-page-token" in _fields(asked)


def _first_pointers(asked, answers):
    return not _second_pointers(asked, answers)


JSON, LIST, LINKED, FOLLOWING = "json", "list", "linked", "following"
_PLAIN = frozenset({JSON})
_PAGE = frozenset({JSON, LIST})
MIDDLE = Stage(name="middle page", matches=_page(3), tags=_PAGE | {LINKED, FOLLOWING})
METADATA = Stage(name="metadata", matches=_metadata, tags=_PLAIN)
DOCUMENT = Stage(name="document", matches=_document, tags=_PLAIN, site=SiteKey.ACUTE, run="document")
RETRY = Stage(name="retry", matches=_page(3), tags=_PAGE | {LINKED, FOLLOWING}, run="retry")
STAGES = (
    METADATA,
    Stage(name="sign-in addresses", matches=_smart, tags=_PLAIN, way="program"),
    Stage(name="token", matches=_at("/token"), tags=_PLAIN, way="program", at_sign_in=True),
    Stage(
        name="keys of the sign-in",
        matches=_at("/jwks"),
        tags=_PLAIN,
        way="person",
        run="sign-in",
        at_sign_in=True,
    ),
    Stage(name="search for the patient", matches=_find, tags=_PAGE),
    Stage(name="first page", matches=_page(1), tags=_PAGE | {LINKED}),
    MIDDLE,
    Stage(name="last page", matches=_page(4), tags=_PAGE | {FOLLOWING}),
    Stage(name="reference", matches=_reference, tags=_PLAIN),
    DOCUMENT,
    RETRY,
    Stage(name="PDS", matches=_anything, tags=_PLAIN, site=NationalKey.PDS),
    Stage(name="SCR, where it is", matches=_pointer, tags=_PLAIN, site=NationalKey.SCR),
    Stage(name="SCR, the summary", matches=_summary, tags=_PLAIN, site=NationalKey.SCR),
    Stage(name="GP Connect, who it is", matches=_person_alone, tags=_PLAIN, site=NationalKey.GP_CONNECT),
    Stage(name="GP Connect, the record", matches=_record, tags=_PLAIN, site=NationalKey.GP_CONNECT),
    Stage(name="NRL, first page", matches=_first_pointers, tags=_PLAIN, site=NationalKey.NRL),
    Stage(name="NRL, last page", matches=_second_pointers, tags=_PLAIN, site=NationalKey.NRL),
)
