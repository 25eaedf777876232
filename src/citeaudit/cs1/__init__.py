"""Citation Style 1 and 2: what the citation module of the English Wikipedia makes of one template."""
