"""The frame of an open record: banner, safety line, sources, pages, and the page At a glance."""
