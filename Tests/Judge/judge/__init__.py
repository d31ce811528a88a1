"""Independent judges of fenqu: they read what `fenqu export`, the command line and HTTP give, and nothing of its source."""
