"""What nobody should send, from collections of others, through every door of the site."""
