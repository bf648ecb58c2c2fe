"""What may be typed after ``tributary audit``."""

import pytest

from viewer.cli.arguments import parser


def test_the_actions_and_what_they_take():
    given = parser().parse_args(["audit", "export", "--from", "2026-11-01", "--format", "csv"])

    assert (given.action, str(given.first), given.last, given.format) == ("export", "2026-11-01", None, "csv")
    assert parser().parse_args(["audit", "show"]).last == 20
    assert parser().parse_args(["audit", "verify", "--anchor", "a"]).anchor == "a"
    assert parser().parse_args(["audit", "anchors"]).action == "anchors"


@pytest.mark.parametrize(
    "typed",
    [
        ["audit"],
        ["audit", "export", "--to", "1/2/3"],
        ["audit", "forget"],
        *(["audit", "show", "--last", last] for last in ("0", "-1", "²", "many")),
    ],
)
def test_what_is_none_of_them_is_refused(typed):
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(typed)
    assert caught.value.code == 2
