"""Rules: one file each."""
