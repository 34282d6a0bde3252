"""The questions that start from a file people have: read in memory, answered, forgotten. The page holds the state."""
