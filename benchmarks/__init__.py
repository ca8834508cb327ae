"""Benchmarks: the same work for this project and its peers, in one run."""
