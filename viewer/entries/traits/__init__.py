"""What tells one fact of a clinical domain from another, in a form that is compared and never shown."""
