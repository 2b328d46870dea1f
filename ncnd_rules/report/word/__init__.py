"""Comments in a Word file: the ranges they speak of, the part they stand in, and the package around both."""
