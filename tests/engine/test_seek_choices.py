"""What can be picked, in the order in which it is offered."""

from viewer.engine.seek_choices import SUPPORTING, choices_of
from viewer.timeline.search.columns import Columns, Line
from viewer.timeline.search.picks import NOT_STATED


def test_domains_come_in_the_order_of_the_record_and_words_in_that_of_letters():
    columns = Columns()
    for number, (domain, category, source) in enumerate(
        [
            ("results", "b", "h"),
            ("supporting", "Patient", "gp"),
            ("allergies", "A", "h"),
            ("results", "a", "h"),
        ]
    ):
        columns.put(number, Line(domain=domain, category=category, sources=(source,), statuses=("final",)))

    assert [(one.kind, one.label, one.count) for one in choices_of(columns, {"gp": "GP", "h": "Trust"})] == [
        ("domains", "Allergies and adverse reactions", 1),
        ("domains", "Results and observations", 2),
        ("domains", SUPPORTING, 1),
        ("sources", "GP", 1),
        ("sources", "Trust", 3),
        ("categories", "A", 1),
        ("categories", "a", 1),
        ("categories", "b", 1),
        ("categories", "Patient", 1),
        ("statuses", "final", 4),
        ("authors", NOT_STATED, 4),
    ]


def test_who_names_no_author_is_a_choice_only_where_there_is_one():
    columns = Columns()
    columns.put(0, Line(domain="results", category="a", sources=("h",)))
    columns.put(1, Line(domain="results", category="a", sources=("h",)))
    columns.names["authors"].put(0, ("Dr Mills",))
    said = [(one.label, one.count) for one in choices_of(columns, {}) if one.kind == "authors"]
    assert said == [(NOT_STATED, 1), ("Dr Mills", 1)]
    columns.drop(1)
    assert [one.label for one in choices_of(columns, {}) if one.kind == "authors"] == ["Dr Mills"]
