"""The flow in a process of its own, so that the window only paints; the headless command runs it in place."""
