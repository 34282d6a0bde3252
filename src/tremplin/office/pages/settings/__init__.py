"""The account of an agent, the office, its members and its amounts."""
