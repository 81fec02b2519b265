"""What was written down: frozen values that know no file, no graph and no output."""
