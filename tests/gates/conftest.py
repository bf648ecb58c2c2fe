"""Says at the end what the display gate has measured, and which profiles have no list to be measured by."""

_SHOWN = ("details", "elements", "missing", "to be scrolled")


def pytest_terminal_summary(terminalreporter):
    """One line for each set of profiles."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    found = [dict(report.user_properties) for report in reports if report.when == "call"]
    sets = [properties for properties in found if "profiles" in properties]
    if not sets:
        return
    terminalreporter.section("display gate: must-support elements on the first screen")
    for one in sorted(sets, key=lambda properties: properties["profiles"]):
        counts = ", ".join(f"{one[name]} {name}" for name in _SHOWN)
        terminalreporter.write_line(f"{one['profiles']}: {counts}")
        for words in one["not covered"]:
            terminalreporter.write_line(f"    not covered: {words}")
