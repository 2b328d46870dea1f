"""The pieces of a mail, for its reader."""
