"""The engine: one law, read one by one with every step, or compiled for a population. It knows no country."""
