"""How accurate and how fast partyie is: measured on its own gold, reported, and held by a gate.

Installed as ``partyie.benchmarks``, so that ``partyie benchmark`` works outside the source tree.
"""
