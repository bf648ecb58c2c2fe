"""House rules that no linter knows: sizes, names, mirrors, and banned patterns with their cures."""

import ast
import builtins
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "viewer").rglob("*.py"))
FILE_LINES = 300
FUNCTION_LINES = 40

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}
CURES = {
    r"\bprocessEvents\b": "let the event loop run; use signals",
    r"\bQThread\b": "ui/session/task.py holds the only threads of the window",
    r"\bsetHtml\b|\bRichText\b": "labels are plain text; narrative goes through present/narrative.py",
    r"setToolTip\((?!tip\(|\"|_DEFINED|count\.words)": "tooltips go through look/labels.tip: Qt reads rich text",
    r"\blastUpdated\b": "the clinical date places an entry, never the server's write date",
    r"\bTODO\b|\bFIXME\b|\bXXX\b": "open an issue; main holds no promises",
    r"except Exception\b|except:\s": "name the error; an unknown one is a defect and must be seen",
    r"\.json\(\)|\borjson\b|\bfhir\.resources\b|\bmodel_validate_json\b": "numbers lose digits there (FID-02): fhir/strict",
    r"\btime\.sleep\(": "wait on an event that can be cancelled",
    r"\)(?:[*+?]|\{\d+,\d*\})\+": "a group repeats without '+': Python before 3.11.5 matches it wrongly",
}
ALLOWED = {
    "lastUpdated": {
        "viewer/present",
        "viewer/fhir/canonical.py",
        "viewer/demo",
        "viewer/fhir/version.py",
        "viewer/entries/recorded.py",  # kept beside the clinical date, never in its place
        "viewer/timeline/search/facets.py",  # said as what it is, and where nothing else says when
        "viewer/load/versions.py",  # which version is the later one: that is what the write date says
    },
    "sleep": {"viewer/demo"},
    "setHtml": {"viewer/ui/documents/paper.py"},  # sanitised HTML in a view that loads nothing (NAR-01..04)
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


@cache
def _parsed(path: Path) -> tuple[str | None, tuple[tuple[str, int], ...]]:
    """The docstring of a file and the lines of each function; all trees together would be 130 MB."""
    tree = _tree(path)
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return ast.get_docstring(tree), tuple((f.name, f.end_lineno - f.lineno + 1) for f in functions)


def _found_by(find: Callable[[Path], object], paths: Iterable[Path] = MODULES) -> dict[str, object]:
    """What a rule finds in each file; files in which it finds nothing are left out."""
    return {_name(path): found for path in paths if (found := find(path))}


def test_no_file_grows_beyond_its_limit():
    def beyond(path):
        return max(len(_text(path).splitlines()) - FILE_LINES, 0)

    assert _found_by(beyond) == {}


def test_no_function_grows_beyond_its_limit():
    def beyond(path):
        return [f"{name}: {lines}" for name, lines in _parsed(path)[1] if lines > FUNCTION_LINES]

    assert _found_by(beyond) == {}


def test_every_file_says_what_it_decides():
    assert _found_by(lambda path: not _parsed(path)[0]) == {}


def test_no_module_has_a_name_that_says_nothing():
    assert _found_by(lambda path: BANNED_NAMES & {path.stem, *path.parts}) == {}


def test_no_banned_pattern():
    def cures(path):
        return {
            cure
            for pattern, cure in CURES.items()
            if re.search(pattern, _text(path)) and not _allowed(pattern, _name(path))
        }

    assert _found_by(cures) == {}


def test_every_error_is_made_where_it_is_raised():
    """One that is kept keeps each frame that it went through: records of former patients, PINs."""
    kinds = _kinds_of_error()

    assert {"ViewerError", "DamagedCopy"} <= kinds
    assert _found_by(lambda path: _kept_errors(_tree(path), kinds)) == {}


def _kinds_of_error() -> set[str]:
    """Names of every class that can be raised, ours and Python's."""
    found = {
        name
        for name, kind in vars(builtins).items()
        if isinstance(kind, type) and issubclass(kind, BaseException)
    }
    bases = {
        node.name: {_last_name(base) for base in node.bases}
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
    }
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def _kept_errors(tree: ast.Module, kinds: set[str]) -> list[str]:
    """Constants of a module that are errors, and whatever is raised under the name of a constant."""
    made = [
        f"{ast.unparse(node)} is kept"
        for node in ast.walk(ast.Module(_of_the_module(tree), []))
        if isinstance(node, ast.Call) and _last_name(node.func) in kinds
    ]
    raised = [
        f"{ast.unparse(node)} raises a constant"
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc is not None and _last_name(node.exc).isupper()
    ]
    return [*made, *raised]


def _of_the_module(tree: ast.Module) -> list[ast.stmt]:
    """What is assigned once, when the module or a class of it is made."""
    classes = (node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return [
        node
        for body in (tree.body, *classes)
        for node in body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]


def _last_name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("_A = VaultError('x')", 1),
        ("class B:\n    a: object = errors.VaultError('x')", 1),
        ("_A = {1: VaultError('x')}", 1),
        ("def f():\n    raise _A from None", 1),
        ("def f():\n    raise words.NO_KEYRING", 1),
        ("_A = 'x'\ndef f():\n    a = VaultError(_A)\n    raise a", 0),
        ("_A = (VaultError, 'x')\ndef f():\n    raise VaultError(_A)", 0),
        ("def f():\n    try:\n        g()\n    except E:\n        raise", 0),
    ],
)
def test_an_error_that_is_kept_is_found(code, found):
    assert len(_kept_errors(ast.parse(code), {"VaultError"})) == found


def test_there_are_files_to_look_at():
    assert len(MODULES) > 500


def _allowed(pattern: str, name: str) -> bool:
    return any(word in pattern and name.startswith(tuple(places)) for word, places in ALLOWED.items())


def test_every_module_has_its_test():
    missing = [
        _name(path)
        for path in MODULES
        if path.name not in {"__init__.py", "__main__.py"} and not _tests_of(path).exists()
    ]

    assert missing == []


def _tests_of(path: Path) -> Path:
    inside = path.relative_to(ROOT / "viewer")
    return ROOT / "tests" / inside.parent / f"test_{inside.name}"


def test_the_repository_names_no_package_host_and_no_path_of_a_machine():
    pattern = re.compile(
        r"pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian\.org|/work/|/root/|/opt/pypi"
    )
    texts = [
        path
        for folder in ("viewer", "packaging", "tests", "resources", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".sh", ".ps1", ".md", ".toml", ".lock", ".txt", ".json", ""}
    ]
    found = [
        _name(path)
        for path in [*texts, ROOT / "README.md", ROOT / "pyproject.toml"]
        if path != Path(__file__) and pattern.search(path.read_text("utf-8", "replace"))
    ]

    assert found == []


SILENCED = re.compile(r"#\s*(?:nosec|noqa:\s*(?:[A-Z]+\d+,\s*)*S\d)")
REASON = re.compile(
    r"#\s*(?:nosec B\d+(?:, ?B\d+)* # |)(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* +(?:-|#) +|)(?=\S+ \S)(?!noqa|nosec).+$"
)


def _silenced_without_reason(text: str) -> list[str]:
    """Lines on which a finding on security is answered and no reason of two words or more is given."""
    found = []
    for line in text.splitlines():
        silenced = SILENCED.search(line)
        if silenced and not REASON.match(line[silenced.start() :]):
            found.append(line.strip())
    return found


def test_a_finding_on_security_is_answered_with_its_reason():
    paths = [*MODULES, *sorted((ROOT / "packaging").rglob("*.py"))]

    assert _found_by(lambda path: _silenced_without_reason(_text(path)), paths) == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("run(x)  # nosec", 1),
        ("run(x)  # nosec B603", 1),
        ("run(x)  # noqa: S603", 1),
        ("run(x)  # nosec B603 # noqa: S603", 1),
        ("run(x)  # nosec B603 # noqa: S603 - ours", 1),
        ("run(x)  # nosec # our own program", 1),
        ("run(x)  # nosec B603 # our own program", 0),
        ("run(x)  # nosec B603 # noqa: S603 - our own program", 0),
        ("run(x)  # noqa: S603 - our own program", 0),
        ("run(x)  # noqa: SLF001", 0),
    ],
)
def test_an_answer_without_a_reason_is_found(line, found):
    assert len(_silenced_without_reason(line)) == found
