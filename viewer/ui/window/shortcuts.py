"""Every key of the window, in one table that also is the keyboard list of Help."""

KEYS: tuple[tuple[str, str, str], ...] = (
    ("search", "Ctrl+N", "Search for another patient (closes this record)"),
    ("files", "Ctrl+O", "Open a file"),
    ("folder", "Ctrl+Shift+O", "Open a folder"),
    ("endpoints", "Ctrl+E", "Sources: add, edit, test, remove"),
    ("commands", "Ctrl+K", "Commands: find any of these by a few letters"),
    ("filter", "Ctrl+F", "Filter the rows, or find in the page (Enter or F3: next)"),
    ("grid", "Ctrl+G", "What each source gave for each clinical domain"),
    ("reload", "F5", "Read every source again"),
    ("next_pane", "F6", "Next part: banner, safety, sources, pages, lists, timeline, detail"),
    ("last_pane", "Shift+F6", "The part before"),
    ("print", "Ctrl+P", "Print this page or the whole record"),
    ("pdf", "Ctrl+Shift+P", "Save this page or the whole record as PDF"),
    ("csv", "Ctrl+Shift+E", "Save this page or the whole record as a table (CSV)"),
    ("ips", "Ctrl+Shift+I", "Save a patient summary (IPS, FHIR R4)"),
    ("patient", "Ctrl+Shift+Y", "Save a copy for the patient, in plain words"),
    ("copy_number", "Ctrl+Shift+C", "Copy the NHS number as 10 digits"),
    ("look", "Ctrl+Shift+L", "Colours: as the workstation, light, dark, high contrast in turn"),
    ("bigger", "Ctrl++", "Bigger text, up to 200 %"),
    ("smaller", "Ctrl+-", "Smaller text"),
    ("normal", "Ctrl+0", "Text at the workstation's size"),
    ("lock", "Ctrl+L", "Lock at once"),
    ("help", "F1", "Help and keys"),
    ("quit", "Ctrl+Q", "Quit"),
)
"""Name, keys, what it does; the window makes an action of each."""

WITHIN: tuple[tuple[str, str], ...] = (
    ("F10", "Open the menu of all commands"),
    ("Tab, Shift+Tab", "Next or previous part that takes the keyboard"),
    ("Enter", "Search; open the row's detail; open the person; press the button"),
    ("Space", "Open the row's detail; press the button; tick the box"),
    ("Esc", "Close the detail, the document or the grid and return to the row; clear filter and find"),
    ("F3, Shift+F3", "Next and previous place of the words that are sought, on a page or in a document"),
    ("R", "In the detail: raw bytes and paths"),
    ("Ctrl+C", "In a list: copy the row with date, value and source; in the detail: copy a line"),
    ("Ctrl+D", "Take the entry apart, one for each source; again: undo what you chose about it"),
    ("Ctrl+J", "In the detail: put the entry together with one that it names as perhaps the same"),
    ("Ctrl+1 ... Ctrl+9", "The first nine pages, in the order of the list at the left"),
    ("L, or a number", "In patients found: link a record by hand, or undo it"),
    ("R, U", "In Medicines: mark the chosen rows as reviewed; show only what is not reviewed"),
    ("Ctrl+C, Shift+Enter", "In Medicines: copy the rows as plain text; list all entries of a cell"),
    ("T, R, M, /", "In Results: trend of the chosen tests; the result in full; more dates; find a test"),
    ("Left, Right, Up, Down", "In a trend: the point before or after; another line; Enter opens the point"),
    ("Ctrl+F, Page Up, Page Down", "In a document: find words in it; read on"),
    ("+, -, 0", "In a document or a picture: bigger, smaller, as wide as its place"),
    (
        "Up, Down, Home, End",
        "Move in a list; Home and End: its first and last row, a trend's first and last point",
    ),
)
"""Keys that belong to one part of the window."""
