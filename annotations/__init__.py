"""Gold annotation as data of the package: the splits ``training`` and ``written`` and the guideline.

Read it through `partyie.benchmarks.corpus`. The seeds, third-party texts, are in the source tree only.
"""
