"""What every page stands in: keys, menu, dialogs, status line, lock, one window for each user."""
