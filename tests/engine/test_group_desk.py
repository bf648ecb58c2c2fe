"""When groups are worked out and told: once for each state of the record, and again once it has changed."""

from tests.engine.grouping import counted, grouped, last_groups
from tests.engine.seeking import opened, rest
from tests.engine.test_around import VISIT, result
from tests.engine.window import settled
from tests.load.answers import patient
from viewer.engine import group_desk
from viewer.engine.ahead import work_ahead
from viewer.engine.group_desk import BROKE_OFF, SO_FAR
from viewer.engine.group_messages import AskGroups, Groups
from viewer.engine.group_sorting import GroupSorting

IN_IT = result("a", "2024-03-02", encounter={"reference": "Encounter/e"})


def all_groups(talk):
    return [said for said in talk.said if isinstance(said, Groups)]


def test_it_is_told_once_and_again_when_rows_leave_and_no_more_once_nobody_asks(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), VISIT, IN_IT)
    said = grouped(talk, "encounter", 7)
    assert (said.number, said.by, said.generation, said.settled, said.notes) == (7, "encounter", 1, True, ())
    rest(talk)
    assert len(all_groups(talk)) == 1
    record.told.rows.pop(next(iter(record.told.entries)))
    record.told.times += 1
    rest(talk)
    assert len(all_groups(talk)) == 2
    assert counted(talk, last_groups(talk)).total() == len(record.told.rows)
    talk.send(AskGroups(generation=1, number=8, by=""))
    record.told.times += 1
    rest(talk)
    assert len(all_groups(talk)) == 2


def test_the_same_answer_is_not_told_twice(talk, tmp_path):
    record = opened(talk, tmp_path, patient(), VISIT, IN_IT)
    grouped(talk, "encounter")
    record.told.times += 1
    rest(talk)
    assert len(all_groups(talk)) == 1


def test_it_goes_on_piece_by_piece(talk, tmp_path, monkeypatch):
    opened(talk, tmp_path, patient(), VISIT, IN_IT)
    monkeypatch.setattr(group_desk, "_PIECE_S", -1.0)
    talk.send(AskGroups(generation=1, number=1, by="encounter"))
    assert work_ahead(talk.conversation, idle=True)
    assert all_groups(talk) == []
    rest(talk)
    assert len(all_groups(talk)) == 1


def test_what_is_not_at_rest_says_so_and_is_looked_at_again_at_a_pace(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(group_desk, "_PIECE_S", 60.0)
    record = opened(talk, tmp_path, patient(), VISIT, IN_IT)
    desk, resting = record.seeking.groups, [False]
    desk.at_rest = lambda: resting[0]
    desk.take(AskGroups(number=1, by="encounter"))
    more, (said,) = desk.step()
    assert more
    assert (said.settled, said.notes) == (False, (SO_FAR,))
    record.told.times += 1
    assert desk.step() == (False, ())
    resting[0] = True
    assert desk.step()[1][0].settled


def test_a_fault_of_ours_leaves_the_list_by_date_and_says_so(talk, tmp_path, monkeypatch, capfd):
    opened(talk, tmp_path, patient(), VISIT, IN_IT)

    def breaks(_self):
        raise RuntimeError

    monkeypatch.setattr(GroupSorting, "packed", breaks)
    said = grouped(talk, "encounter")
    assert (said.titles, said.notes) == ((), (BROKE_OFF,))
    assert "RuntimeError" in capfd.readouterr().err


def test_all_rows_of_the_demo_stand_under_one_group_of_each_kind(talk, demo):
    talk.open(demo)
    talk.until(settled)
    talk.tell()
    for number, by in enumerate(("encounter", "problem"), 1):
        said = grouped(talk, by, number)
        found = counted(talk, said)
        assert said.settled
        assert found.total() == len(talk.conversation.record.told.rows)
        assert any(title.startswith(("Admission: ", "Problem: ")) and found[title] for title in said.titles)
        assert found[f"No {by} stated"]
