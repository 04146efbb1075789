"""What runs by itself: scans, probes, reminders; the schedule that asks for them and the workers that do them."""
