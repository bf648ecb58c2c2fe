"""When two sources' records are one fact: for each clinical domain what suffices and what tells apart."""
