"""Ways to show what an audit found. Each module is one way and knows nothing of the others."""
