"""Word segmentation: a linear-chain CRF in the format of spacy-pkuseg; see README.md."""
