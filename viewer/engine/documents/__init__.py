"""One opened document: where its bytes are, how they become what the window shows, and who draws a PDF."""
