"""The window: it paints what the engine says and decides nothing clinical. The only Qt of the project."""
