"""Lists one above the other."""

from viewer.ui.lists.record_list import RecordList
from viewer.ui.record.columns import LEFT, MIDDLE, TITLES, column_of


def test_every_list_but_the_plans_stands_in_a_column_once(qtbot, theme):
    lists = {key: RecordList(title, theme) for key, title in TITLES.items()}
    columns = [column_of(lists, parts) for parts in (LEFT, MIDDLE)]
    for column in (*columns, lists["plans"]):
        qtbot.addWidget(column)

    assert [column.accessibleName() for column in columns] == [
        "Allergies and adverse reactions and Current medicines", "Active problems and Latest results",
    ]  # fmt: skip
    assert sorted(key for key, part in lists.items() if part.parent() in columns) == sorted(
        TITLES.keys() - {"plans"}
    )
