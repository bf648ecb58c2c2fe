"""The embedded endpoints: four fictional care settings, real HTTP on loopback, a process of their own."""
