"""A built site → what readers see: planned, guarded, put in place whole, and undone at a word."""
