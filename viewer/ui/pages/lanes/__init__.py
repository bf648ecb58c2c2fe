"""The timeline as lanes on one axis: painted, zoomed, walked by keyboard; beside its twin, the list."""
