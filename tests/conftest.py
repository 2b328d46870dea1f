"""What holds for every test."""

from hypothesis import settings

# A busy machine is no defect, so no example has a time limit.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
