"""Run every fault at every stage, print what failed, and write the table into ``out`` and the documents."""

import sys

from tests.fault_proxy.ground import Ground
from tests.fault_proxy.table import run_all, write

with Ground() as ground:
    rows, failed = run_all(ground)
write(rows, failed)
sys.exit(bool(failed))
