"""How one side is weighed against another in words: the two sides, whose arguments are whose, and which wins."""
