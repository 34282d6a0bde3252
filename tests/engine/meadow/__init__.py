"""A small fictional law, the test-bed of the engine: who may enter the gardens of Meadow, and what it costs."""
