"""One small parser for each notion that citations are made of. No module here does more than read."""
