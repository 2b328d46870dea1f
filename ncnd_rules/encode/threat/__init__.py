"""What the letter says of a terrorism threat level: current, remained, raised for a time, published since.

Each level that is named (`levels`) is read with the verb that governs it (`governed`), and each time (`times`) with the
claim nearest to it (`sentence`); `series` tells of which part of the country, and against which threat.
"""

from ncnd_rules.encode.threat.sentence import encode_threat

__all__ = ["encode_threat"]
