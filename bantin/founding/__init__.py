"""What a keeper says of a new site → its folder, ready to be built."""
