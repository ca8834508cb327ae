"""Documents → the search index: files that a page's script reads, wherever the site lies."""
