"""Verdicts on links: how a target is asked, and what its answers mean."""
