"""Benchmarks with their peers; `make bench` runs them all."""
