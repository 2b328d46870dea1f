"""What the registers and the calendar say about one letter, as facts that rules can join.

Everything that needs arithmetic or a dated look-up is worked out here, before any rule runs, so
that rules only ever compare by equality.
"""

from ncnd_rules.world.asked import world_of
from ncnd_rules.world.kinds import DOUBTFUL_KINDS, WORLD_KINDS
from ncnd_rules.world.told import World, WorldFact

__all__ = ["DOUBTFUL_KINDS", "WORLD_KINDS", "World", "WorldFact", "world_of"]
