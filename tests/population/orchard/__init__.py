"""A small fictional law, the test-bed of the kernel: what the picking of an orchard is worth, by all means at once."""
