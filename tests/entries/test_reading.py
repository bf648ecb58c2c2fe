from viewer.entries.reading import Draft


def test_a_draft_leaves_the_domain_to_its_type_unless_it_says_otherwise():
    draft = Draft(title="x", category="y")

    assert draft.domain is None
    assert draft.when is None
