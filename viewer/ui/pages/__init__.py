"""The pages that are more than a list of rows: each paints one page value of the engine."""
