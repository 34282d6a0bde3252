"""Users: registering, authorisations, renewals, safety sheets; and what the agency offers."""
