"""Each measurement runs in a process of its own, so that none inherits another's memory or caches."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def measured(module: str, *arguments: str) -> dict[str, float]:
    """Run ``python -m module`` from the root of the repository; its last line of output is JSON."""
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=600)
    return json.loads(ended.stdout.strip().splitlines()[-1])
