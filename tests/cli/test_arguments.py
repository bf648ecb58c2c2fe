"""The help is one that a person can learn the command from."""

import pytest

from viewer.cli.arguments import parser


def test_the_help_names_every_command_exit_code_and_gives_examples():
    text = parser().format_help()

    for words in ("record", "show", "demo", "endpoint", "examples:", "exit codes:", "Not assured"):
        assert words in text
    for code in ("0 complete", "1 nothing could be read", "2 wrong usage", "3 partial", "4 candidates"):
        assert code in text
    assert max(len(line) for line in text.splitlines()) <= 110


@pytest.mark.parametrize("command", ["record", "show", "demo", "endpoint"])
def test_every_command_has_help_of_its_own(command, capsys):
    with pytest.raises(SystemExit) as end:
        parser().parse_args([command, "--help"])

    assert end.value.code == 0
    assert f"tributary {command}" in capsys.readouterr().out


def test_links_may_be_repeated_and_stay_in_order():
    given = parser().parse_args(["record", "./a.json", "--link", "a=Patient/1", "--link", "b=Patient/2"])

    assert given.link == ["a=Patient/1", "b=Patient/2"]


def test_the_help_says_which_forms_are_not_there_yet(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["record", "--help"])

    assert "pdf and ips are not there yet" in " ".join(capsys.readouterr().out.split())
