"""Pairs of a claim and its evidence, and what a checker of claims is fitted on."""
