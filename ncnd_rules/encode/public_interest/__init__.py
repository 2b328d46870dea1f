"""The public interest test: what exemptions are called, which tests are said to apply, factors, and the balance."""

from ncnd_rules.encode.public_interest.balance import encode_balance
from ncnd_rules.encode.public_interest.considerations import encode_scrutiny
from ncnd_rules.encode.public_interest.factors import encode_factors
from ncnd_rules.encode.public_interest.tests import encode_tests

__all__ = ["encode_balance", "encode_factors", "encode_scrutiny", "encode_tests"]
