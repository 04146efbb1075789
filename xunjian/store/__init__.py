"""What the office remembers: models and migrations."""
