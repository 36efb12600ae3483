"""Benchmarks: each prints job, figure, limit measured beside it in the same run, ratio and goal."""
