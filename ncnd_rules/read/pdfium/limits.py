"""How much of a PDF file is looked at; a letter has less."""

MOST_PAGES = 500
MOST_CHARACTERS = 500_000  # about what can be read in the seconds that the guard gives
MOST_OBJECTS = 200_000  # of a page; some programs paint each character as one
MOST_POINTS = 20_000  # from one edge of a page to the other; PDF itself allows 14,400
