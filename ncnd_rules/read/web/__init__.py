"""The pieces of a web page, for its reader."""
