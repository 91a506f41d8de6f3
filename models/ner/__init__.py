"""Training of the learnt model of names."""
