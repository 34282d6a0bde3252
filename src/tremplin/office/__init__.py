"""The files of an office, on PostgreSQL: people, article 60 contracts, days, claims, papers and what needs doing."""
