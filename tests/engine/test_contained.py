"""A defect of ours in one page, detail or export is told in words, and everything else goes on."""

import pytest

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.contained import Contained, broke_off
from viewer.engine.detail_links import BROKE_OFF
from viewer.engine.details import Details
from viewer.engine.export_messages import AskExport, Exported, ExportRefused
from viewer.engine.messages import AskDetail, AskPage, Detail, OpenFiles, PageGiven, Refused
from viewer.engine.page_desk import AHEAD
from viewer.errors import EngineError, ResourceError
from viewer.load.cross_references import CrossReferences
from viewer.record.pages.register import PAGES
from viewer.record.paper import Part

CANARY = "canary-9990018421"


@pytest.fixture
def opened(talk, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    talk.send(OpenFiles(generation=3, paths=(written(tmp_path, "a.json", patient(), observation()),)))
    talk.until(settled)
    talk.tell()
    return talk.conversation.record


def broken(*_given, **_named):
    raise KeyError(CANARY)


def refusals(talk):
    return [(said.what, said.generation) for said in talk.said if isinstance(said, Refused)]


def test_a_page_that_cannot_be_made_is_said_once_by_name_and_the_next_one_comes(
    talk, opened, monkeypatch, capsys
):
    monkeypatch.setitem(PAGES, "results", broken)
    talk.send(AskPage(generation=3, page="results"))
    talk.conversation._dirty = True
    talk.tell()

    assert refusals(talk) == [("The page Results could not be made: a fault in this program", 3)]
    printed = capsys.readouterr().err
    assert "KeyError" in printed
    assert CANARY not in printed

    talk.send(AskPage(generation=3, page="patient"))
    assert [said.page for said in talk.said if isinstance(said, PageGiven)] == ["patient"]
    assert len(refusals(talk)) == 1


def test_a_page_that_meets_what_was_foreseen_says_it_and_ends_nothing(talk, opened, monkeypatch):
    def damaged(_asked):
        raise ResourceError("it was damaged")

    talk.send(AskPage(generation=3, page="results"))
    monkeypatch.setitem(PAGES, "results", damaged)
    monkeypatch.setattr("viewer.engine.page_desk.AHEAD", (damaged,))
    talk.conversation._dirty = True
    talk.tell()

    assert refusals(talk) == [("The page Results could not be made: it was damaged", 3)]
    assert opened.pages.ahead(opened.load, opened.shown, talk.conversation.now())


def test_a_step_worked_out_ahead_that_breaks_off_is_not_taken_again(talk, opened, monkeypatch, capsys):
    monkeypatch.setattr("viewer.engine.page_desk.AHEAD", (broken, *AHEAD))
    ahead = lambda: opened.pages.ahead(opened.load, opened.shown, talk.conversation.now())  # noqa: E731

    taken = 0
    while ahead():  # after these, what is worked out in pieces
        taken += 1
        assert taken < 1000
    assert taken > len(AHEAD)
    assert capsys.readouterr().err.count("KeyError") == 1


def test_a_detail_that_cannot_be_made_is_said_and_the_engine_goes_on(talk, opened, monkeypatch, capsys):
    (entry,) = opened.entries
    with monkeypatch.context() as broke:
        broke.setattr(Details, "of_line", broken)
        talk.send(AskDetail(generation=3, entry=entry))

    assert refusals(talk) == [("The detail of this line could not be made: a fault in this program", 3)]
    assert CANARY not in capsys.readouterr().err
    talk.send(AskDetail(generation=3, entry=entry))
    assert isinstance(talk.said[-1], Detail)


@pytest.mark.parametrize("step", ["read_some", "of"])
def test_looking_for_references_that_breaks_off_is_said_on_the_detail(
    talk, opened, monkeypatch, capsys, step
):
    monkeypatch.setattr(CrossReferences, step, broken)
    (entry,) = opened.entries
    talk.send(AskDetail(generation=3, entry=entry))

    assert BROKE_OFF in talk.said[-1].links
    assert talk.said[-1].members
    assert CANARY not in capsys.readouterr().err


def test_reading_ahead_that_breaks_off_ends_and_is_said_on_the_detail(talk, opened, monkeypatch, capsys):
    with monkeypatch.context() as broke:
        broke.setattr("viewer.load.cross_references._references", broken)
        while opened.cross.read_some():
            pass
    (entry,) = opened.entries
    talk.send(AskDetail(generation=3, entry=entry))

    assert talk.said[-1].links[-1] == BROKE_OFF
    assert capsys.readouterr().err.count("KeyError") == 1


def test_an_export_that_breaks_off_is_refused_and_not_waited_for(talk, opened, monkeypatch):
    seen = []
    monkeypatch.setattr("threading.excepthook", lambda about: seen.append(about.exc_type))
    monkeypatch.setattr("viewer.engine.export_desk.as_csv", broken)
    talk.send(AskExport(generation=3, ticket=7, form="csv"))
    refused = talk.until(lambda m: isinstance(m, Exported | ExportRefused))
    for thread, _ in talk.conversation.beside.errands._running.values():
        thread.join()

    assert (refused.ticket, refused.generation) == (7, 3)
    assert "a fault in this program" in refused.what
    assert seen == [KeyError]  # printed as every defect is


def test_an_export_of_a_page_that_cannot_be_made_is_refused(talk, opened, monkeypatch, capsys):
    talk.send(AskPage(generation=3, page="results"))
    monkeypatch.setitem(PAGES, "results", broken)
    talk.send(AskExport(generation=3, ticket=7, form="csv", part=Part(title="Results", page="results")))
    refused = talk.until(lambda m: isinstance(m, Exported | ExportRefused))

    assert "a fault in this program" in refused.what
    assert CANARY not in capsys.readouterr().err


def test_what_is_foreseen_goes_on_to_who_says_it_and_so_does_the_end():
    for error in (EngineError("it is told elsewhere"), KeyboardInterrupt()):
        with pytest.raises(type(error)), Contained() as kept:
            raise error
        assert not kept.broke

    with Contained() as kept:
        pass
    assert not kept.broke
    assert broke_off("It").advice
