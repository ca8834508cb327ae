"""A talk at the console → what is to be of a new item, and its folder."""
