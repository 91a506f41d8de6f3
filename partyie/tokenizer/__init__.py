"""Words: the clean text segmented, the raw text cut where the words stand."""
