"""Rules on whether, how fast and how safely the site answers."""
