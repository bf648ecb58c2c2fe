"""Small files for tests of the engine, gathered the way the command and the window do."""

import json

from viewer.engine.compose import file_sources
from viewer.engine.gather import gather
from viewer.source.protocols import PatientQuery


def written(folder, name, *resources):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [{"resource": resource} for resource in resources]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8")
    return str(path)


def gathered(*paths):
    return gather(file_sources(paths), PatientQuery())
