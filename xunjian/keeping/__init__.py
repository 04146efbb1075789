"""What is kept for how long, and the clearing away of the rest: one mechanism for snapshots, pictures and what was sent."""
