"""Which encounters and problems are offered, with the count that picking them shows; the last admission."""

from tests.engine.seeking import opened, rest, seek
from tests.engine.test_around import ASTHMA, VISIT, result
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine import choice_desk
from viewer.engine.choice_desk import ChoiceDesk
from viewer.engine.seek_messages import AskChoices, Choices
from viewer.engine.seek_related import Related

STAY = {
    **VISIT, "id": "s", "class": {"code": "IMP"}, "period": {"start": "2024-05-01", "end": "2024-05-04"},
}  # fmt: skip
PLANNED = {**STAY, "id": "p", "status": "planned", "period": {"start": "2030-01-01"}}


def choices(talk):
    return [said for said in talk.said if isinstance(said, Choices)]


def asked(talk):
    talk.send(AskChoices(generation=1))
    rest(talk)
    return {(one.kind, one.label): one for one in choices(talk)[-1].choices}


def test_what_something_belongs_to_is_offered_newest_first_and_picking_it_shows_what_it_counts(
    talk, tmp_path
):
    opened(talk, tmp_path, patient(), VISIT, STAY, PLANNED, ASTHMA,
        result("a", "2024-05-02", encounter={"reference": "Encounter/s"}), observation("7"))  # fmt: skip
    said = asked(talk)
    belonging = [one for one in choices(talk)[-1].choices if one.kind in ("encounter", "problem")]
    assert [one.label[:22] for one in belonging] == ["01-May-2024, Admission", "01-Mar-2024, Contact: "]
    assert [one.count for one in belonging] == [2, 2]
    since = said["since", "Since the last admission"]
    assert since.value == "2024-05-01"
    for one in (*belonging, since):
        assert seek(talk, **{one.kind: one.value}).shown == one.count
    assert choices(talk)[-1].generation == 1


def test_nobody_asked_and_nothing_is_looked_for(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), VISIT)
    assert record.seeking.choices.step() == (False, False)
    assert choices(talk) == []


def test_it_is_told_again_only_where_something_else_is_found(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), VISIT, ASTHMA)
    asked(talk)
    assert len(choices(talk)) == 2
    record.told.times += 1
    rest(talk)
    assert len(choices(talk)) == 2
    record.told.rows.pop(next(iter(record.told.entries)))
    record.told.entries.clear()
    record.told.times += 1
    rest(talk)
    assert len(choices(talk)) == 3


def test_it_is_looked_for_piece_by_piece(talk, tmp_path, monkeypatch):
    record = opened(talk, tmp_path, patient(), VISIT, ASTHMA)
    desk = record.seeking.choices
    monkeypatch.setattr(choice_desk, "_PIECE_S", -1.0)
    desk.want()
    assert desk.step() == (True, False)
    while desk.step()[0]:
        pass
    assert desk.found


def test_a_fault_of_ours_offers_nothing_and_stops_nothing(talk, tmp_path, monkeypatch, capfd):
    record = opened(talk, tmp_path, patient(), VISIT)

    def breaks(*_given):
        raise RuntimeError

    monkeypatch.setattr(Related, "of_encounter", breaks)
    desk: ChoiceDesk = record.seeking.choices
    desk.want()
    assert desk.step() == (False, False)
    assert desk.step() == (False, False)
    assert "RuntimeError" in capfd.readouterr().err


def test_of_the_demo_encounters_are_offered_and_each_shows_what_it_counts(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    said = asked(talk)
    offered = [one for one in said.values() if one.kind in ("encounter", "problem", "since")]
    assert {"encounter", "since"} <= {one.kind for one in offered}
    for one in offered:
        assert seek(talk, **{one.kind: one.value}).shown == one.count


def test_counts_of_lines_that_had_just_come_are_told_again_once_all_are_gone_through(
    talk, tmp_path, monkeypatch
):
    from viewer.engine import seek_desk

    monkeypatch.setattr(seek_desk, "_AT_ONCE_S", -1.0)
    opened(talk, tmp_path, patient(), observation("7"), observation("8"), read=False)
    talk.send(AskChoices(generation=1))
    rest(talk)
    kinds = [
        {one.label: one.count for one in said.choices if one.kind == "domains"} for said in choices(talk)
    ]
    assert kinds[0].get("Results and observations", 0) < 2
    assert kinds[-1]["Results and observations"] == 2
