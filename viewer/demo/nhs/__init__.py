"""Simulators of national services of NHS England, from their public specifications; nobody in them exists."""
