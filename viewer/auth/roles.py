"""Which roles a person has, as an NHS identity provider says them, and what they are called (AUTH-16)."""

from collections.abc import Mapping

from viewer.auth.replies import text, words
from viewer.fhir.resource import Json
from viewer.source.signed_in import Role

_ROLES = "nhsid_nrbac_roles"
_ORGANISATIONS = "nhsid_user_orgs"


def roles_of(claims: Mapping[str, Json]) -> tuple[Role, ...]:
    """Return the roles of national RBAC, in their order; those without a role profile id cannot be chosen.

    >>> roles_of({"nhsid_nrbac_roles": [{"person_roleid": "555", "role_name": '"A":"B"', "org_code": "X26"}]})
    (Role(code='555', words='A, B at X26'),)
    """
    places = {text(one, "org_code"): words(one, "org_name") for one in _objects(claims, _ORGANISATIONS)}
    found = (
        Role(code=text(one, "person_roleid"), words=_words(one, places)) for one in _objects(claims, _ROLES)
    )
    return tuple({role.code: role for role in found if role.code}.values())


def _words(role: Mapping[str, Json], places: Mapping[str, str]) -> str:
    name = words(role, "role_name").replace('"', "").replace(":", ", ") or "Role without a name"
    code = words(role, "org_code")
    place = places.get(code) or code
    return f"{name} at {place}" if place else name


def _objects(claims: Mapping[str, Json], name: str) -> list[dict[str, Json]]:
    value = claims.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
