"""Parts of the programme that draws the sample pictures."""
