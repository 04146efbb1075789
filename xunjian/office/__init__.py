"""The Django project: settings, addresses, and how the command line starts it."""
