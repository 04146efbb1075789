"""A suite started in the background ignores Ctrl-C, and so would the programs it starts: tests of stopping need it heard."""

import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
