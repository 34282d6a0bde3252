"""The subsidy by month and person."""
