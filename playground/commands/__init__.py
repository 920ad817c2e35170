"""The commands of the command line, a module each: `declare` says what a command takes, and carrying it out returns an
exit code."""
