"""One file a room of the menu."""
