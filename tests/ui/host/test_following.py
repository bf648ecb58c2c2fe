"""The host's patient is followed only where that is certain and disturbs nothing; all else is said."""

import pytest

from viewer.engine.host_messages import HostLeft, HostPatient, HostSync
from viewer.ui.host.following import Following

ONE, OTHER = "9990000018", "9990000026"


class Window:
    """The part of a window that following knows, as a plain record of what was asked of it."""

    def __init__(self):
        self.locked = self.busy = self.closed = False
        self.number_on_screen = ""
        self.searched = []

    def look_for(self, nhs_number):
        self.searched.append(nhs_number)

    def new_search(self):
        self.number_on_screen = ""

    def lock(self):
        self.locked = True

    def close(self):
        self.closed = True
        return True


class Told:
    def __init__(self, following):
        self.answers, self.words = [], []
        following.answered.connect(lambda event_id, followed: self.answers.append((event_id, followed)))
        following.words_changed.connect(self.words.append)


@pytest.fixture
def window(qapp):
    return Window()


@pytest.fixture
def following(window):
    return Following(window)


@pytest.fixture
def told(following):
    return Told(following)


def shows(number=ONE, event_id="e1", **more):
    return HostPatient(host="Ward system", event_id=event_id, nhs_number=number, **more)


def test_a_certain_person_is_opened_and_the_host_is_told(window, following, told):
    following.take(shows())
    assert window.searched == [ONE]
    assert "looking for them" in told.words[-1]
    following.opened()
    assert told.answers == [("e1", True)]
    assert told.words[-1] == ""


def test_who_is_on_screen_already_is_not_searched_again(window, following, told):
    window.number_on_screen = ONE
    following.take(shows())
    assert window.searched == []
    assert told.answers == [("e1", True)]


@pytest.mark.parametrize(("state", "words"), [("locked", "was locked"), ("busy", "dialog is open")])
def test_nothing_changes_behind_a_lock_or_a_dialog(window, following, told, state, words):
    setattr(window, state, True)
    following.take(shows())
    assert window.searched == []
    assert told.answers == [("e1", False)]
    assert words in told.words[-1]


def test_who_is_not_certain_is_left_to_the_person(window, following, told):
    following.take(shows())
    following.unsure()
    following.opened()  # chosen by hand afterwards: the host was told already
    assert told.answers == [("e1", False)]
    assert "Choose below" in told.words[-1]


def test_another_search_ends_the_following(window, following, told):
    following.take(shows())
    following.searched(ONE)
    assert told.answers == []
    following.searched(OTHER)
    assert told.answers == [("e1", False)]


def test_the_next_patient_of_the_host_takes_the_place_of_the_last(window, following, told):
    following.take(shows())
    following.take(shows(OTHER, "e2"))
    following.opened()
    assert told.answers == [("e1", False), ("e2", True)]
    assert window.searched == [ONE, OTHER]


def test_what_was_opened_for_the_host_closes_with_it(window, following, told):
    following.take(shows())
    window.number_on_screen = ONE
    following.opened()
    following.take(shows("", "e2", closed=True))
    assert window.number_on_screen == ""
    assert told.answers[-1] == ("e2", True)
    assert told.words[-1] == ""


def test_what_the_person_opened_stays_and_that_is_said(window, following, told):
    window.number_on_screen = OTHER
    following.take(shows(closed=True))
    assert window.number_on_screen == OTHER
    assert "still shows one" in told.words[-1]


def test_a_lost_line_is_said_until_it_stands_again(window, following, told):
    following.take(shows())
    following.sync(HostSync(host="Ward system", following=False, words="Not in step"))
    following.opened()
    assert told.words[-1] == "Not in step"
    following.sync(HostSync(host="Ward system", following=True))
    assert told.words[-1] == ""


def test_host_and_screen_are_compared_whoever_opened_the_record(window, following, told):
    following.screen_shows(ONE)
    assert told.words == []  # no host shows anybody
    window.busy = True
    following.take(shows())
    following.screen_shows(OTHER)
    assert told.words[-1] == "Ward system shows another patient than this screen."
    following.screen_shows(ONE)
    assert told.words[-1] == ""
    following.screen_shows("")
    assert told.words[-1] == ""


@pytest.mark.parametrize("logout", [True, False])
def test_leaving_the_host_locks_or_closes(window, following, told, logout):
    following.left(HostLeft(host="Ward system", logout=logout))
    assert window.locked
    assert window.closed is logout


def test_who_waited_for_a_dialog_is_looked_for_when_it_closes(window, following, told):
    window.busy = True
    following.take(shows())
    assert following.can_show
    following.dialog_closed()
    assert window.searched == []  # another one is open still
    window.busy = True
    following.take(shows())
    window.busy = False
    following.dialog_closed()
    following.dialog_closed()
    assert window.searched == [ONE]
    assert not following.can_show
    following.opened()
    assert told.answers == [("e1", False), ("e1", False), ("", True)]


def test_the_person_can_ask_for_the_hosts_patient_once_nothing_is_in_the_way(window, following, told):
    following.show_host()
    window.locked = True
    following.take(shows())
    following.show_host()
    assert window.searched == []
    window.locked = False
    following.show_host()
    assert window.searched == [ONE]
    assert "looking for them" in told.words[-1]


def test_a_patient_without_a_number_is_not_looked_for_and_that_is_said(window, following, told):
    following.take(shows(""))
    assert window.searched == []
    assert told.answers == [("e1", False)]
    assert "no NHS number" in told.words[-1]
    assert not following.can_show
    following.screen_shows(ONE)
    assert "without an NHS number" in told.words[-1]


@pytest.mark.parametrize(
    ("answered", "words"), [(True, "no source here knows this patient"), (False, "not every source")]
)
def test_nobody_is_said_to_be_nobody(following, told, answered, words):
    following.take(shows())
    following.nobody(all_answered=answered)
    assert words in told.words[-1]
    assert "Choose" not in told.words[-1]
    assert told.answers == [("e1", False)]
    assert following.can_show
