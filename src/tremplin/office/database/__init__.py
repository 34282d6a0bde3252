"""The ground of the office: a private PostgreSQL, three roles, and the wall between organisations."""
