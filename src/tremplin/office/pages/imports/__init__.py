"""Files handed in: read, doubted, committed; what ONEM answered."""
