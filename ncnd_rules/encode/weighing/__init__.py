"""How one side is weighed against another in words.

`sides` tells whose side sentences are on, where words say so; `opposed` and `parallel`, where headings or sentences
that lead in do not. `contests` tells which side wins, and for which a phrase stands by `standpoints`; `interests`, what
a conclusion names.
"""
