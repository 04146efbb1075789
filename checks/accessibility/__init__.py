"""Rules on access for people with disabilities and for the old."""
