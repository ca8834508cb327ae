"""A local preview that follows each save: an engine behind, a web server before it."""
