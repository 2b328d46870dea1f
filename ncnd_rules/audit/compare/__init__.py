"""Letters of an audit against each other: which have anything to do with each other, and what rules say of them.

The rules are put to each group by `compare`, as for `ncnd compare`. Letters are laid side by side in small groups, so
that the work grows with the number of letters and not of pairs: those that answer one request, those of an authority
of which one names the reference of the other, those of an authority on a subject, those of a day that speak of the
threat level.
"""
