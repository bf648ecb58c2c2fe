"""A plan: its groups of questions, in order."""

from viewer.fetch.plan import Plan, Step


def step(label):
    return Step(label, frozenset(), lambda: iter(()))


def test_the_groups_hold_every_question_in_their_order():
    plan = Plan(step("Patient"), (step("Flag"), step("Goal")), (step("Task"),))

    assert [[one.label for one in phase] for phase in plan.phases] == [
        ["Patient"],
        ["Flag", "Goal"],
        ["Task"],
        [],
    ]
    assert [one for phase in plan.phases for one in phase] == list(plan.steps)


def test_what_is_put_off_is_asked_for_when_all_else_was():
    waiting = []
    phases = Plan(step("Patient"), put_off=lambda: tuple(waiting)).phases

    assert [next(phases) for _ in range(3)]
    waiting.append(step("Flag"))

    assert [one.label for one in next(phases)] == ["Flag"]
