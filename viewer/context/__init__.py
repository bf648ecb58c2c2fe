"""Which patient the host system shows: SMART launches by address, and FHIRcast hubs (CTX-01..04, AUTH-20)."""
