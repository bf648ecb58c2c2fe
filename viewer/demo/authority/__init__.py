"""A sign-in service of the demo's own: SMART App Launch, OAuth and OpenID on loopback, good or wicked."""
