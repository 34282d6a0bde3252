"""An office to look at: the made-up commune in a private PostgreSQL, and a walk through all its pages."""
