"""National services of NHS England: each kind with its own questions, headers and words."""
