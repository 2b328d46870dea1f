"""Many letters: read, encode, check and keep each of them once, whatever happens on the way."""
