"""Numbers as pictures that stand in a page: readable in grey, and the same for the same numbers."""
