"""What of a sign-in the screen may see, and what stays when it is renewed."""

from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.source.signed_in import Role

NURSE, DOCTOR = Role(code="1", words="Nurse"), Role(code="2", words="Doctor")


def session(**more):
    return Session(tokens=Tokens(access="canary", scope="user/Goal.rs"), **more)


def test_rights_that_were_not_granted_are_counted_in_words():
    one = session(asked="user/Goal.rs user/Patient.rs").shown()

    assert one.notes == (
        "The source did not grant 1 type of record: they may be missing, and will be marked.",
    )
    two = session(asked="user/List.rs user/Patient.rs").shown()
    assert "2 types of record" in two.notes[0]


def test_an_answer_that_says_no_rights_is_said():
    one = Session(tokens=Tokens(access="a"), asked="user/Goal.rs").shown()

    assert "did not say which rights" in one.notes[0]


def test_one_role_is_taken_and_of_several_the_wanted_one():
    assert session(roles=(NURSE,)).in_role("").shown().role == "Nurse"
    assert session(roles=(NURSE, DOCTOR)).in_role("2").shown().role == "Doctor"
    assert session().in_role("2").role == ""


def test_several_roles_need_a_choice_and_a_wrong_wish_is_none():
    one = session(roles=(NURSE, DOCTOR)).in_role("3")

    assert one.needs_role
    assert one.shown().role == ""
    assert one.shown().roles == (NURSE, DOCTOR)
    assert "choose the one you work in now" in one.shown().notes[-1]


def test_a_renewed_sign_in_keeps_its_context_and_its_person():
    first = Session(
        user="Ada",
        tokens=Tokens(
            access="a", refresh="r", scope="openid", patient="Patient/1", encounter="Encounter/2",
            need_banner=False, hub_url="https://hub", hub_topic="t", notes=("n",),
        ),
    )  # fmt: skip
    after = first.after(Tokens(access="b"))

    assert after.tokens.access == "b"
    assert (after.tokens.refresh, after.tokens.scope) == ("r", "openid")
    assert (after.shown().patient, after.shown().encounter) == ("Patient/1", "Encounter/2")
    assert (after.shown().user, after.shown().need_banner, after.shown().notes) == ("Ada", False, ("n",))
    assert (after.shown().hub_url, after.shown().hub_topic) == ("https://hub", "t")
    assert first.after(Tokens(access="b", refresh="s", scope="x")).tokens.refresh == "s"


def test_a_sign_in_is_never_printed():
    assert "canary" not in repr(session())
