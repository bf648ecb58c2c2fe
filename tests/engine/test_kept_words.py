"""What lasts is said with its day: at the source, at the entry, and on top only where it was applied again."""

from datetime import UTC, datetime

from tests.load.answers import LONDON
from tests.merge.builders import NAMES, entry, patient
from viewer.engine.kept_words import KeptHere
from viewer.merge.person import Link
from viewer.merge.persons import BY_HAND

NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
PATIENT = patient("trust")
LINK = Link(patient=PATIENT, linked_by=BY_HAND)


def test_what_ends_with_the_session_says_nothing():
    here = KeptHere()

    assert (here.of_link(LINK, LONDON), here.of_entry(entry("gp"), LONDON), here.lines(NAMES, LONDON)) == (
        "",
        (),
        (),
    )


def test_what_was_kept_now_is_said_in_its_place_and_what_was_applied_again_on_top_as_well():
    here, one, other = KeptHere(), entry("gp"), entry("trust")
    pair = tuple(sorted((one.id, other.id)))
    here.note(PATIENT.at, NOW, link=True)
    here.note(pair, NOW, link=False)
    assert here.of_link(LINK, LONDON) == (
        ". Linked by you on 02-Mar-2026, kept by policy; undoing it ends that too"
    )
    assert here.of_entry(one, LONDON) == (
        "Chosen by you on 02-Mar-2026, kept by policy; undoing it ends that too",
    )
    assert here.lines(NAMES, LONDON) == ()

    here.again.update((PATIENT.at, pair))
    (line,) = here.lines(NAMES, LONDON)
    assert line == (
        f"Your own choices: {NAMES['trust']} linked by you on 02-Mar-2026, kept by policy (undo at the "
        "source); entries taken apart or put together as you chose before (Ctrl+D on one undoes it)"
    )
    here.forget([pair])
    assert "Ctrl+D" not in here.lines(NAMES, LONDON)[0]
    here.forget([PATIENT.at, PATIENT.at])
    assert here.lines(NAMES, LONDON) == ()
