"""A right of reply: for each authority what an audit found in its letters, and nothing about any other."""
