"""The writing desk: the form for an article, a campaign or a page, and what needs hands."""
