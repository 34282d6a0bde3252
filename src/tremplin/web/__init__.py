"""The public site, the law readable, the API: Django without a database, an account or a cookie of its own."""
