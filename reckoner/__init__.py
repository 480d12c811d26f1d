"""The front door: the command line. Each command parses its arguments and asks the rooms behind it."""
