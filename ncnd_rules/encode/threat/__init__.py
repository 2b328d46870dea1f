"""What the letter says of a terrorism threat level: current, remained, raised for a time, published since.

`encoded` goes through the sentences that speak of it, and leaves out what later ones supersede; `sentence` puts the
`claims` of one together. Each level that is named (`levels`) is read with the verb that governs it (`governed`), and
each time (`times`) with the claim nearest to it (`dated`); `settled` tells what each claim is then, `series` of which
part of the country and against which threat, and `written` writes it down. `likelihood` reads a level that is told only
by how likely an attack is, `lately` a change whose level is not told. `untold` knows what none of them may have read.
"""

from ncnd_rules.encode.threat.encoded import encode_threat

__all__ = ["encode_threat"]
