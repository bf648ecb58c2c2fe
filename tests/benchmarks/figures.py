"""What a benchmark's figure is: a median of several runs beside its floor, and how the table is printed."""

import json
import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``runs`` are what was measured each time; ``floor`` is what cannot be beaten."""

    name: str
    unit: str
    runs: tuple[float, ...]
    floor: float | None = None
    note: str = ""
    median: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "median", statistics.median(self.runs))

    @property
    def ratio(self) -> float | None:
        """How many times the floor, None without one."""
        return self.median / self.floor if self.floor else None


def percentile(values: Sequence[float], per_cent: float) -> float:
    """Return the value that so many per cent do not exceed (nearest rank); 0.0 of nothing."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(len(ordered) * per_cent / 100))]


def gathered(
    name: str, unit: str, runs: Iterable[float], *, floor: float | None = None, note: str = ""
) -> Figure:
    """Make a figure of some runs."""
    return Figure(name, unit, tuple(round(run, 4) for run in runs), floor, note)


def repeated(work: Callable[[], dict[str, float]], times: int) -> dict[str, list[float]]:
    """Run a measurement several times; returns each of its values over the runs."""
    runs = [work() for _ in range(times)]
    return {key: [run[key] for run in runs] for key in runs[0]}


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text."""
    lines = [f"{'':58}{'median':>10}{'':6}{'lowest':>10}{'highest':>10}{'floor':>10}{'ratio':>8}"]
    for figure in figures:
        floor = "" if figure.floor is None else f"{figure.floor:,.2f}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:,.1f}"
        low, high = min(figure.runs), max(figure.runs)
        line = f"{figure.name:58}{figure.median:>10,.2f} {figure.unit:5}{low:>10,.2f}{high:>10,.2f}{floor:>10}{ratio:>8}"
        lines.append(f"{line}  {figure.note}".rstrip())
    return "\n".join(lines)


def written(figures: Sequence[Figure], target: Path, resources: int) -> None:
    """Write the figures as JSON, with the machine they were measured on."""
    target.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    rows = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
    content = {"machine": machine, "resources": resources, "figures": rows}
    target.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
