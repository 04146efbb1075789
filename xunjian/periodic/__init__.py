"""From the store to what `reports` tells of a month or a quarter, of every day, and of everything at once."""
