"""What Hypothesis loads when it is imported, so that ``from_type`` knows the types of the package.

There is nothing here: loading it imports the package, which registers them. A function would have to import what may
be half imported at that moment: whoever imports the package before Hypothesis is in the middle of it.
"""
