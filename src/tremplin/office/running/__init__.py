"""The office at work: its processes supervised, and what its pages say while PostgreSQL is away."""
