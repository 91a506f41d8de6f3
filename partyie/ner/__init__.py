"""The learnt model of names: what it reads, how it runs, what it says. No spaCy here; see `components/ner.py`."""
