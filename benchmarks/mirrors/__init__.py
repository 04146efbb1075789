"""Audits of the mirrors of real sites, and findings drawn at random to be read by a person."""
