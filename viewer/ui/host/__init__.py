"""In step with the host system: FHIRcast, launches, second starts."""
