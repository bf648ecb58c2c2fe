"""The shipped JSON Schemas, by the format that a command's output names."""

import json
from functools import cache
from pathlib import Path

import jsonschema

_FOLDER = Path(__file__).parents[2] / "resources" / "schema"
NAMES = ("record", "candidates", "show")


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    """The schema of a record, of candidates, or of one line of show."""
    text = (_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))
