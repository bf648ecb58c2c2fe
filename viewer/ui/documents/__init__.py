"""The viewer of letters, reports, pictures and the sources' own texts: it paints what the engine has read."""
