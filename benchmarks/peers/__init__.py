"""Other systems beside partyie: each read by its own interpreter, on the same texts, in turns.

They are tools of this measurement and nothing else: no peer is a dependency of partyie, and none is imported by it.
"""
