"""Which rights are asked for, and what became of them (AUTH-10)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.auth.discovery import Service
from viewer.auth.scopes import TYPES, asked_scopes, denied_types, only_reads, right_of, scope_lines

V1 = frozenset({"permission-v1", "permission-user"})
V2 = frozenset({"permission-v2", "permission-user"})
scope_texts = st.one_of(
    st.text(max_size=20),
    st.builds(
        "{}/{}.{}{}".format,
        st.sampled_from(["patient", "user", "system", "other"]),
        st.sampled_from(["*", "Patient", "Observation", "x"]),
        st.sampled_from(["rs", "r", "s", "cruds", "c", "u", "d", "read", "write", "*", "rd", "", "sr"]),
        st.sampled_from(["", "?category=laboratory"]),
    ),
    st.sampled_from(["openid", "fhirUser", "offline_access", "launch", "write", "admin", "urn:nhsd:x"]),
)


def asked(service=None, context="user", *, given="", offline=False, launch=False):
    return asked_scopes(
        service or Service(capabilities=V2), context, given=given, offline=offline, launch=launch
    ).split()


@given(
    given_scopes=st.lists(scope_texts, max_size=6).map(" ".join),
    capabilities=st.frozensets(
        st.sampled_from(["permission-v1", "permission-v2", "permission-user", "permission-patient", "x"])
    ),
    supported=st.frozensets(scope_texts, max_size=6),
    context=st.sampled_from(["user", "system"]),
    offline=st.booleans(),
    launch=st.booleans(),
)
def test_no_scope_ever_asks_for_writing(  # noqa: PLR0917
    given_scopes, capabilities, supported, context, offline, launch
):
    service = Service(capabilities=capabilities, scopes=supported)
    scopes = asked(service, context, given=given_scopes, offline=offline, launch=launch)

    for scope in scopes:
        name, dot, right = scope.partition("?")[0].rpartition(".")
        if dot and "/" in name:
            assert re.fullmatch("read|r|s|rs", right), scope
        else:
            assert scope in {
                "openid",
                "fhirUser",
                "offline_access",
                "online_access",
                "launch",
                "launch/patient",
            } or (scope.startswith("urn:"))
    assert len(scopes) == len(set(scopes))
    assert ("offline_access" in scopes) is (offline and context == "user")


def test_a_v2_service_is_asked_to_let_a_user_read_and_search_each_type_by_name():
    scopes = asked()

    assert scopes[:2] == ["openid", "fhirUser"]
    assert scopes[2:] == [f"user/{name}.rs" for name in TYPES]


def test_v1_is_asked_only_where_v2_is_not_announced():
    assert f"user/{TYPES[0]}.read" in asked(Service(capabilities=V1))
    assert f"user/{TYPES[0]}.rs" in asked(Service(capabilities=V1 | V2))
    assert "user/Patient.read" in asked(Service(scopes=frozenset({"user/*.read"})))
    assert "user/Patient.rs" in asked(Service(scopes=frozenset({"user/*.read", "user/*.rs"})))


def test_a_service_for_one_patient_is_asked_for_one_patient():
    only = Service(capabilities=frozenset({"permission-patient", "permission-v2"}))

    assert {"launch/patient", "patient/Condition.rs"} <= set(asked(only))
    assert {"launch", "patient/Condition.rs"} <= set(asked(only, launch=True))
    assert "launch/patient" not in asked(only, launch=True)


def test_only_types_that_the_service_names_are_asked_where_it_names_some():
    service = Service(capabilities=V2, scopes=frozenset({"user/Patient.rs", "user/Goal.cruds", "openid"}))

    assert asked(service) == ["openid", "fhirUser", "user/Patient.rs", "user/Goal.rs"]


def test_a_program_asks_for_itself_and_never_to_stay():
    scopes = asked(context="system", offline=True)

    assert scopes == [f"system/{name}.rs" for name in TYPES]


def test_online_access_is_asked_where_it_is_offered():
    assert "online_access" in asked(Service(capabilities=V2 | {"permission-online"}))
    assert "online_access" in asked(Service(scopes=frozenset({"online_access"})))


def test_what_the_settings_ask_beyond_reading_is_left_out():
    given_scopes = "user/*.rs user/Condition.cruds offline_access write openid"

    assert asked(given=given_scopes) == ["user/*.rs", "openid"]
    assert asked(given="openid", launch=True) == ["openid", "launch"]
    assert asked(given="openid launch", launch=True) == ["openid", "launch"]


@pytest.mark.parametrize(
    ("scope", "reads", "searches", "changes", "part"),
    [
        ("user/Observation.rs", True, True, False, False),
        ("user/Observation.r", True, False, False, False),
        ("user/Observation.s", False, True, False, False),
        ("patient/*.read", True, True, False, False),
        ("patient/*.*", True, True, True, False),
        ("system/Goal.write", False, False, True, False),
        ("user/Goal.cruds", True, True, True, False),
        ("user/Goal.d", False, False, True, False),
        ("user/Observation.rs?category=laboratory", True, True, False, True),
    ],
)
def test_a_right_is_read(scope, reads, searches, changes, part):
    right = right_of(scope)

    assert (right.reads, right.searches, right.changes, right.part) == (reads, searches, changes, part)
    assert only_reads(scope) is not changes


@pytest.mark.parametrize(
    "scope", ["openid", "user/Goal.", "user/Goal.sr", "user/goal.rs", "all/Goal.rs", "user/Goal"]
)
def test_what_is_no_right_on_records_is_none(scope):
    assert right_of(scope) is None


def line(lines, name):
    return next(one for one in lines if f"({name})" in one.what)


def test_each_type_says_what_was_asked_and_granted_in_words():
    lines = scope_lines(
        "user/Patient.rs user/AllergyIntolerance.rs user/Goal.rs",
        "user/Patient.rs patient/Goal.r user/List.rs",
    )

    assert line(lines, "Patient").words == "Demographics (Patient): read - granted"
    assert line(lines, "AllergyIntolerance").words == (
        "Allergies and adverse reactions (AllergyIntolerance): read - asked for, not granted"
    )
    assert line(lines, "Goal").granted is False  # one by one is not enough: nothing could be found
    assert line(lines, "List").words.endswith("granted, not asked for")
    assert line(lines, "Condition").words.endswith("not asked for")
    assert denied_types(lines) == 2


def test_a_right_to_all_types_grants_each_and_a_limited_one_is_no_whole_one():
    lines = scope_lines("user/*.rs", "user/Observation.rs?category=laboratory user/Condition.rs")

    assert line(lines, "Condition").granted
    assert not line(lines, "Observation").granted
    assert "Results and observations (Observation): only some of them" in [one.what for one in lines]
    assert all(one.asked for one in lines if one.what.endswith(": read"))


def test_a_right_to_change_is_said_and_never_used():
    lines = scope_lines("user/Condition.rs", "user/Condition.cruds user/*.write")

    assert [one.what for one in lines if "change" in one.what] == [
        "Records of every type: change, never used",
        "Problems (Condition): change, never used",
    ]


def test_an_answer_without_scopes_means_as_asked_and_no_rights_make_no_lines():
    assert line(scope_lines("user/Goal.rs", None), "Goal").granted
    assert scope_lines("openid", "openid") == ()
    assert not line(scope_lines("user/Goal.rs", ""), "Goal").granted


def test_rights_without_number_are_not_compared_each_with_each():
    letters = "abcdefghij"
    many = (f"patient/X{a}{b}{c}{d}{e}.rs" for a in letters for b in letters for c in letters for d in letters
            for e in letters)  # fmt: skip

    assert len(scope_lines("patient/Patient.rs", " ".join(many))) <= 500 + len(TYPES)
