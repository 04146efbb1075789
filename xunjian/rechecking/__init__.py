"""Looks again at single findings: fetches just what each needs, and judges it within the last whole scan.

Never says "gone" of what a whole scan would still find; where the few pages fetched cannot prove it, it says so.
"""
