"""Bytes into a structure with the place of every row. One file per format; siblings do not know each other."""
