"""Signing in to an endpoint: how its secret becomes request headers for that endpoint's origin only."""
