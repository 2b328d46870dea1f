"""What a Word file is made of: a package of parts, styles, list numbers, words and blocks."""
